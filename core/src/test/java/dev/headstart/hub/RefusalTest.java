package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** What the hub does not give is said in a line, with what to do. */
class RefusalTest extends HubCase {
    @Test
    void aGatedModelNeedsAnAccount() {
        server.nextQuestion(HubFault.status(403, "GatedRepo"));
        assertRefused(MODEL).isEqualTo("The model someone/tiny-bert is gated: its owners let in whom they know. Ask for access at "
                + server.address() + "/someone/tiny-bert, then set HF_TOKEN to a token of yours.");
    }

    @Test
    void aTokenMayNotBeEnough() {
        environment.put("HF_TOKEN", "hf_secret");
        server.nextQuestion(HubFault.status(403, "GatedRepo"));
        assertRefused(MODEL).endsWith("; the account of the token in use has none.").doesNotContain("hf_secret");
    }

    @Test
    void aNameThatIsNeitherFolderNorModelIsBoth() {
        assertRefused("someone/nothing").isEqualTo("There is neither a folder someone/nothing nor a model of that name on "
                + server.address() + ". Check the spelling; if it is a data set, give it to --data, or fetch it with --type "
                + "dataset; if it is private, set HF_TOKEN.");
        assertThatThrownBy(() -> hub().data("someone/nothing", List.of())).hasMessageEndingWith(
                ". Check the spelling; if it is private, set HF_TOKEN.");
    }

    @Test
    void aProxyMayLetNobodyThrough() {
        server.nextQuestion(HubFault.status(407, ""));
        assertRefused(MODEL).startsWith("The proxy lets nobody through without a user name and password that it knows (407). Set");
    }

    @Test
    void aRevisionMayBeMissing() {
        assertRefused(MODEL + "@v9").startsWith("There is no revision 'v9' of the model someone/tiny-bert on ");
    }

    @Test
    void weightsThatCanRunCodeAreNotFetched() {
        server.put("models/someone/old", repository("someone/old", "config.json", "pytorch_model.bin", "vocab.txt"));
        assertRefused("someone/old").contains("has its weights only as pytorch_model.bin",
                "from_pretrained('someone/old', revision='"
                + repository("someone/old", "config.json", "pytorch_model.bin", "vocab.txt").commit() + "').save_pretrained('DIR')");
        assertThat(fetched).isEmpty();
    }

    @Test
    void aModelWithoutWeightsIsRefused() {
        server.put("models/someone/empty", repository("someone/empty", "config.json"));
        assertRefused("someone/empty").contains("has no model.safetensors. Choose a model with one");
    }

    @Test
    void aMissingLanguageIsNamedWithThoseThatAreThere() {
        assertThatThrownBy(() -> hub().data(DATA, List.of("en", "xx"))).isInstanceOf(HubException.class).message()
                .contains("has no language 'xx'. There: en, hi. Choose one of them.");
    }

    @Test
    void aDataSetOfOtherFilesIsPerhapsConvertedByTheHub() {
        server.put("datasets/someone/scripts", repository("someone/scripts", "scripts.py"));
        assertThatThrownBy(() -> hub().data("someone/scripts", List.of("en"))).isInstanceOf(HubException.class)
                .hasMessageContaining("Try someone/scripts@refs/convert/parquet, which is the hub's own conversion");
    }

    @Test
    void aPageThatIsNoAnswerOfAHubIsRecognised() {
        server.nextQuestion((exchange, content) -> HubServer.send(exchange, 200, "<html>Log in".getBytes()));
        assertRefused(MODEL).contains("does not answer as a hub of Hugging Face does. Check HF_ENDPOINT");
    }

    @Test
    void redirectsWithoutEndAreLeft() {
        server.rename("models/someone/a", "models/someone/a");
        assertRefused("someone/a").contains("redirects from place to place without end");
    }

    @Test
    void aBusyHubIsAskedAgainWhenItSays() {
        server.nextQuestion(HubFault.tooManyRequests("Retry-After", "17"));
        server.nextQuestion(HubFault.tooManyRequests("Retry-After", "Sun, 01 Mar 2026 12:00:42 GMT"));
        server.nextQuestion(HubFault.tooManyRequests("RateLimit", "\"api\";r=0;t=23"));
        server.nextQuestion(HubFault.status(503, ""));
        hub().model(MODEL);
        assertThat(waited).extracting(Duration::toSeconds).containsExactly(17L, 42L, 23L, 8L);
    }

    @Test
    void storageMayBeBusyToo() {
        server.nextContent(HubFault.tooManyRequests("Retry-After", "5"));
        server.nextContent(HubFault.status(500, ""));
        assertThat(hub().model(MODEL).resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(waited).extracting(Duration::toSeconds).containsExactly(5L, 2L);
    }

    @Test
    void aLimitThatLastsLongIsNotWaitedFor() {
        server.nextQuestion(HubFault.tooManyRequests("Retry-After", "3600"));
        assertRefused(MODEL).contains("takes no more requests for now (429), but again in 3600 s; with HF_TOKEN set it takes more")
                .contains("and the model someone/tiny-bert@main is not in");
        assertThat(waited).isEmpty();
    }

    @Test
    void aHubOutOfReachIsNotWaitedForAndTheCacheWillDo() {
        var before = hub().model(MODEL);
        server.close();
        assertThat(hub().model(MODEL)).isEqualTo(before);
        assertThat(waited).isEmpty();
        assertThat(said).singleElement().asString().contains("cannot be used (no connection to ")
                .endsWith("; going on with what is in the cache: " + MODEL + "@" + model().commit() + ".");
    }

    @Test
    void offlineTheCacheWillDoWithoutAWord() {
        var model = hub().model(MODEL);
        var data = hub().data(DATA, List.of("en"));
        int before = server.asked().size();
        environment.put("HF_HUB_OFFLINE", "1");
        assertThat(hub().model(MODEL)).isEqualTo(model);
        assertThat(hub().model(MODEL + "@" + model().commit())).isEqualTo(model);
        assertThat(hub().data(DATA, List.of("en"))).isEqualTo(data);
        assertThat(server.asked()).hasSize(before);
        assertThat(said).isEmpty();
    }

    @Test
    void offlineWhatIsMissingIsSaidWithWhatToDo() throws IOException {
        environment.put("HF_HUB_OFFLINE", "yes");
        assertRefused(MODEL).isEqualTo("HF_HUB_OFFLINE is set, and the model someone/tiny-bert@main is not in " + cache()
                + ", nor is there a folder someone/tiny-bert. Run 'headstart fetch someone/tiny-bert@main' where the hub can be "
                + "reached; if that is elsewhere, copy " + of("") + " from there.");
        environment.remove("HF_HUB_OFFLINE");
        Files.delete(hub().model(MODEL).resolve("model.safetensors"));
        environment.put("HF_HUB_OFFLINE", "1");
        assertRefused(MODEL).contains("has not all that is needed: of someone/tiny-bert@" + model().commit()
                + ", model.safetensors is missing. Run 'headstart fetch");
    }

    @Test
    void offlineWhatBrokeOffIsNotTakenForAll() {
        String[] german = {"de/train-00000-of-00003.parquet", "de/train-00001-of-00003.parquet", "de/train-00002-of-00003.parquet"};
        server.put("datasets/" + DATA, repository(DATA, "en/train.parquet", german[0], german[1], german[2]));
        hub().data(DATA, List.of("en"));
        server.nextContent(HubFault.cutAfter(1000));
        for (int i = 0; i < 5; i++) {
            server.nextContent(HubFault.cutAfter(0));
        }
        assertThatThrownBy(() -> hub().data(DATA, List.of("de"))).hasMessageContaining("broke off");
        environment.put("TRANSFORMERS_OFFLINE", "TRUE");
        assertThat(hub().data(DATA, List.of("en")).resolve("en/train.parquet")).exists();
        assertThatThrownBy(() -> hub().data(DATA, List.of("de"))).isInstanceOf(HubException.class)
                .hasMessageContaining(german[1] + " and 1 more are missing.").hasMessageContaining("--type dataset");
    }

    @Test
    void offlineWhatPythonHasFetchedIsTakenAsItIs() throws IOException {
        Path data = hub().data(DATA, List.of("en"));
        Files.delete(data.resolve("../../trees").resolve(data.getFileName() + ".headstart"));
        environment.put("TRANSFORMERS_OFFLINE", "TRUE");
        assertThat(hub().data(DATA, List.of("en"))).isEqualTo(data);
        assertThatThrownBy(() -> hub().data(DATA, List.of("hi"))).hasMessageContaining("has no language 'hi'. There: en.")
                .hasMessageContaining("--type dataset");
    }

    private AbstractStringAssert<?> assertRefused(String model) {
        return assertThatThrownBy(() -> hub().model(model)).isInstanceOf(HubException.class).message().asString()
                .doesNotContain("\n");
    }
}
