package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest extends HubCase {
    @Test
    void aModelLiesInTheStandardLayout() throws IOException {
        Path snapshot = hub().model(MODEL);
        assertThat(snapshot).isEqualTo(of("snapshots").resolve(model().commit()));
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(Files.readSymbolicLink(snapshot.resolve("model.safetensors")))
                .isEqualTo(Path.of("../../blobs", model().hash("model.safetensors")));
        assertThat(Files.readSymbolicLink(snapshot.resolve("config.json"))).isEqualTo(Path.of("../../blobs",
                HubRepository.gitHash("content of config.json".getBytes())));
        assertThat(of("refs/main")).hasContent(model().commit());
        assertThat(cache().resolve("CACHEDIR.TAG")).content().startsWith("Signature: 8a477f597d28d172789f06886806bc55");
    }

    @Test
    void onlyWhatIsReadIsFetched() throws IOException {
        assertThat(names(hub().model(MODEL)))
                .containsExactly("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt");
        assertThat(names(of("blobs"))).hasSize(5).noneMatch(name -> name.contains("."));
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        hub().model(MODEL);
        int before = server.asked().size();
        hub().model(MODEL);
        assertThat(server.asked().subList(before, server.asked().size())).singleElement()
                .extracting(HubServer.Asked::path).isEqualTo("/api/models/someone/tiny-bert/revision/main");
    }

    @Test
    void filesOfNestedFoldersLinkUpwards() throws IOException {
        Path data = hub().data(DATA, List.of("en"));
        assertThat(Files.readSymbolicLink(data.resolve("en/train-00000-of-00001.parquet"))).startsWithRaw(Path.of("../../../blobs"));
        assertThat(data.resolve("en/train-00000-of-00001.parquet")).hasContent("content of en/train-00000-of-00001.parquet");
    }

    @Test
    void ofADataSetOnlyTheLanguagesThatAreWantedAreFetched() throws IOException {
        Path data = hub().data(DATA, List.of("en"));
        assertThat(names(data)).containsExactly("README.md", "en");
        assertThat(names(data.resolve("en"))).containsExactly("test-00000-of-00001.parquet", "train-00000-of-00001.parquet",
                "validation-00000-of-00001.parquet");
        assertThat(names(hub().data(DATA, List.of()))).containsExactly("README.md", "en", "hi");
    }

    @Test
    void whatTheHubHasConvertedIsFetched() throws IOException {
        server.put("datasets/someone/topics", repository("someone/topics", "en/train/0000.parquet", "en/train/0001.parquet",
                "en/test/0000.parquet", "hi/partial-train/0000.parquet", "hi/test/0000.parquet"));
        Path data = hub().data("someone/topics", List.of("en"));
        assertThat(names(data)).containsExactly("en");
        assertThat(names(data.resolve("en/train"))).containsExactly("0000.parquet", "0001.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.parquet", "train-00000-of-00001.parquet", "train.csv", "train/0000.parquet", "data/train.jsonl",
            "data/train-00000-of-00001-a09b74b3ef9c3b56.parquet", "default/train/0000.parquet"})
    void theOnlyCorpusServesTheLanguageThatIsAskedFor(String file) {
        server.put("datasets/someone/news", repository("someone/news", "README.md", file));
        Path data = hub().data("someone/news", List.of("fi"));
        assertThat(Snapshot.containing(data).orElseThrow().folder()).isEqualTo(data);
        assertThat(data.resolve(file)).exists();
        assertThat(data.resolve("README.md")).exists();
        assertThatThrownBy(() -> hub().data("someone/news", List.of("fi", "et"))).isInstanceOf(HubException.class)
                .hasMessageContaining("has one corpus, which can be of one language only. Choose one of fi, et.");
    }

    @Test
    void theOnlyLanguageServesNoOther() {
        server.put("datasets/someone/news", repository("someone/news", "en/train.parquet", "train.parquet"));
        assertThatThrownBy(() -> hub().data("someone/news", List.of("fi"))).isInstanceOf(HubException.class)
                .hasMessageContaining("has no language 'fi'. There: en. Choose one of them.");
    }

    @Test
    void modelsOfSentencePieceComeWithTheTokenizer() {
        HubRepository model = model();
        model.files().put("sentencepiece.bpe.model", new byte[] {1});
        model.files().put("spiece.model", new byte[] {2});
        server.put("models/" + MODEL, model);
        assertThat(hub().model(MODEL)).isDirectoryContaining("glob:**/sentencepiece.bpe.model")
                .isDirectoryContaining("glob:**/spiece.model");
    }

    @Test
    void languagesMayLieInAFolder() {
        server.put("datasets/someone/topics", repository("someone/topics", "README.md", "data/en/train.tsv", "data/hi/train.tsv",
                "pictures.tar.gz"));
        assertThat(hub().data("someone/topics", List.of("hi")).getFileName()).hasToString("data");
    }

    @Test
    void filesAreFetchedByPattern() throws IOException {
        Snapshot snapshot = hub().fetch(Repository.of(Repository.Kind.MODEL, MODEL), new NamedFiles(List.of("*.md", "tf_model.h5")));
        assertThat(names(snapshot.folder())).containsExactly("README.md", "tf_model.h5");
        assertThat(snapshot).hasToString(MODEL + "@" + model().commit());
    }

    @Test
    void aCommitIsItsOwnRevisionAndABranchMayHaveSlashes() throws IOException {
        hub().model(MODEL + "@" + model().commit());
        assertThat(of("refs")).doesNotExist();
        hub().model(MODEL + "@refs/pr/1");
        assertThat(of("refs/refs/pr/1")).hasContent(model().commit());
    }

    @Test
    void anExistingFolderWins() throws IOException {
        Path existing = Files.createDirectories(folder.resolve("existing"));
        assertThat(hub().model(existing.toString())).isEqualTo(existing);
        assertThat(hub().data("src", List.of("en"))).isEqualTo(Path.of("src"));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whatCanBeNoNameIsAPath() {
        for (String path : List.of("/no/such", "./none", "../none", "a/b/c", "runs/", "a b", "--x")) {
            assertThat(hub().model(path)).isEqualTo(Path.of(path));
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aNewNameIsFollowedAndTold() {
        server.rename("models/tiny-bert", "models/" + MODEL);
        Path snapshot = hub().model("tiny-bert");
        assertThat(snapshot).isEqualTo(cache().resolve("models--tiny-bert/snapshots").resolve(model().commit()));
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(said).containsExactly("The model tiny-bert is now called someone/tiny-bert.");
    }

    @Test
    void aNewNameOfADataSetIsFollowedToo() {
        server.rename("datasets/names", "datasets/" + DATA);
        assertThat(hub().data("names", List.of("hi")).resolve("hi/train-00000-of-00001.parquet")).exists();
        assertThat(said).containsExactly("The data set names is now called someone/names.");
    }

    @Test
    void aProxyIsAskedInTheHubsPlace() {
        environment.putAll(Map.of("HF_ENDPOINT", "http://hub.invalid", "HTTP_PROXY", server.address(), "NO_PROXY", "127.0.0.1"));
        assertThat(hub().model(MODEL).resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aProxyGetsItsPasswordAndOnlyThen() {
        environment.putAll(Map.of("HF_ENDPOINT", "http://hub.invalid", "HTTP_PROXY", server.address().replace("//", "//ada:secret@"),
                "NO_PROXY", "127.0.0.1"));
        hub().model(MODEL);
        assertThat(server.asked()).filteredOn(asked -> !asked.ofStorage()).isNotEmpty()
                .allMatch(asked -> asked.proxyAuthorization().equals(Optional.of("Basic YWRhOnNlY3JldA==")));
        assertThat(server.asked()).filteredOn(HubServer.Asked::ofStorage).isNotEmpty()
                .allMatch(asked -> asked.proxyAuthorization().isEmpty());
    }

    @Test
    void whatIsNotFetchedNeedsNoProxyAndNoToken() throws IOException {
        Path model = hub().model(MODEL);
        environment.putAll(Map.of("HTTP_PROXY", "socks5://proxy", "HF_TOKEN", "a b", "HF_ENDPOINT", "none"));
        Path existing = Files.createDirectories(folder.resolve("existing"));
        assertThat(hub().model(existing.toString())).isEqualTo(existing);
        assertThat(hub().cached()).hasSize(1);
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(IllegalArgumentException.class);
        environment.put("HF_HUB_OFFLINE", "1");
        assertThat(hub().model(MODEL)).isEqualTo(model);
    }

    @Test
    void whereLinksAreImpossibleThereAreCopies() throws IOException {
        environment.put("HF_HUB_DISABLE_SYMLINKS", "1");
        Path weights = hub().model(MODEL).resolve("model.safetensors");
        assertThat(weights).isRegularFile().hasBinaryContent(WEIGHTS);
        assertThat(Files.isSymbolicLink(weights)).isFalse();
    }

    @Test
    void aLinkWithoutContentIsFetchedAgain() throws IOException {
        Path weights = hub().model(MODEL).resolve("model.safetensors");
        Files.delete(weights.toRealPath());
        hub().model(MODEL);
        assertThat(weights).hasBinaryContent(WEIGHTS);
    }

    @Test
    void whatAProgramThatDoesNotCheckHasLeftIsCheckedBeforeItIsShown() throws IOException {
        Path blob = Files.createDirectories(of("blobs")).resolve(model().hash("model.safetensors"));
        byte[] damaged = WEIGHTS.clone();
        damaged[WEIGHTS.length / 2] ^= 1;
        Files.write(blob, damaged);
        assertThat(hub().model(MODEL).resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(blob).hasBinaryContent(WEIGHTS);
    }

    @Test
    void pathsThatLeadOutOfTheCacheAreNotTaken() {
        HubRepository evil = model();
        evil.files().put("adapter/../../../../../evil", new byte[] {1});
        evil.files().put("adapter/\\evil", new byte[] {1});
        server.put("models/" + MODEL, evil);
        Path snapshot = hub().model(MODEL);
        assertThat(fetched).noneMatch(name -> name.contains("evil"));
        assertThat(snapshot.resolve("adapter")).doesNotExist();
    }

    @Test
    void aSnapshotIsKnownByItsPlace() {
        Path data = hub().data(DATA, List.of("en"));
        Snapshot snapshot = Snapshot.containing(data.resolve("en")).orElseThrow();
        assertThat(snapshot.repository().name()).isEqualTo(DATA);
        assertThat(snapshot.folder()).isEqualTo(data);
        assertThat(Snapshot.containing(folder)).isEmpty();
        assertThat(Snapshot.containing(of("blobs"))).isEmpty();
    }
}
