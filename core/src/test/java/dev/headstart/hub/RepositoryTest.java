package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"bert-base-multilingual-cased", "unimelb-nlp/wikiann", "a/b@main", "a@refs/pr/1", "x_1.y", "a@v1.0+x",
            "bert@0123456789abcdef0123456789abcdef01234567"})
    void namesAreNames(String text) {
        assertThat(Repository.isReference(text)).isTrue();
        assertThat(Repository.of(Repository.Kind.MODEL, text)).hasToString(text.contains("@") ? text : text + "@main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a/b/c", "./a", "../a", "a b", "-a", "a-", "a--b", "a..b", "a.git", "a@", "a@/x", "a@x/",
            "a@../x", "a@x/../y", "a@b@c", "a\\b", "é", "."})
    void pathsAndTheLikeAreNoNames(String text) {
        assertThat(Repository.isReference(text)).isFalse();
        assertThatThrownBy(() -> Repository.of(Repository.Kind.MODEL, text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no repository of the hub. Give NAME or OWNER/NAME");
    }

    @Test
    void aFolderLeadsBackToItsRepository() {
        Repository repository = Repository.of(Repository.Kind.DATASET, "unimelb-nlp/wikiann");
        assertThat(repository.folderName()).isEqualTo("datasets--unimelb-nlp--wikiann");
        assertThat(Repository.ofFolder(repository.folderName(), "main")).contains(repository);
        assertThat(Repository.ofFolder("spaces--a--b", "main")).isEmpty();
        assertThat(Repository.ofFolder("models--a--b--c", "main")).isEmpty();
    }
}
