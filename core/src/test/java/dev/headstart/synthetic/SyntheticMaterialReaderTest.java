package dev.headstart.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticMaterialReaderTest {

    @Test
    void patternIsReadAsWordsAndSlots() {
        Material material = parse(
                "[patterns]", "# a comment", "{PER/LOC} in {year} .", "[year]", "1900 | 1901 | May 1902");

        assertThat(material.patterns()).containsExactly(List.of(
                new Part.NameSlot(List.of(EntityType.PER, EntityType.LOC)), new Part.Word("in"),
                new Part.FillerSlot("year"), new Part.Word(".")));
        assertThat(material.fillers().get("year")).containsExactly("1900", "1901", "May 1902");
    }

    @Test
    void formStandsForAllNamesItCanBeFilledTo() {
        Material material = parse("[patterns]", "{PER}", "[given]", "Ann | Bo", "[stem]", "Ash | Wick",
                "[PER]", "{given} {stem}ton");

        assertThat(material.composed().get(EntityType.PER))
                .containsExactly(List.of("Ann Ashton", "Ann Wickton", "Bo Ashton", "Bo Wickton"));
        assertThat(material.names().get(EntityType.PER)).hasSize(100).doesNotContain("{given} {stem}ton");
    }

    @Test
    void formOfNamesIsRefused() {
        assertRefused("line 4: slot {LOC} has no word list [LOC]", "[patterns]", "{PER}", "[PER]", "{LOC} Smith");
    }

    @Test
    void slotWithoutItsSectionIsRefusedWithLineAndRemedy() {
        assertRefused("line 2: slot {yaer} has no word list [yaer]", "[patterns]", "{PER} {yaer}", "[year]", "1900");
    }

    @Test
    void slotThatTouchesAWordIsRefused() {
        assertRefused("line 2: '{PER}.' is neither a word nor a slot", "[patterns]", "{PER}.");
    }

    @Test
    void braceOfNoSlotInANameIsRefused() {
        assertRefused("line 4: '{given Smith' has a brace", "[patterns]", "{PER}", "[PER]", "{given Smith");
    }

    @Test
    void entryBeforeTheFirstSectionIsRefused() {
        assertRefused("line 1: 'Leeds' stands before the first section", "Leeds", "[patterns]", "{PER}");
    }

    @Test
    void secondSectionOfTheSameNameIsRefused() {
        assertRefused("line 3: section [patterns] stands here a second time", "[patterns]", "{PER}", "[patterns]");
    }

    @Test
    void repeatedEntryIsRefused() {
        assertRefused("line 4: '1900' stands twice", "[patterns]", "{year}", "[year]", "1900 | 1900");
    }

    @Test
    void emptyEntryIsRefused() {
        assertRefused("line 4: an entry is empty", "[patterns]", "{year}", "[year]", "1900 | | 1901");
    }

    @Test
    void doubleBlankIsRefused() {
        assertRefused("line 2: '{PER}  .' has more than one blank", "[patterns]", "{PER}  .");
    }

    @Test
    void sectionThatNoPatternUsesIsRefused() {
        assertRefused("no pattern and no name uses section [year]", "[patterns]", "{PER}", "[year]", "1900");
    }

    @Test
    void patternWithMoreNamesThanASplitIsSureToHaveIsRefused() {
        assertRefused("line 2: the pattern has 6 name slots", "[patterns]", "{PER} {PER} {PER} {PER} {PER} {PER}");
    }

    @Test
    void missingSectionIsRefused() {
        assertThatThrownBy(() -> MaterialReader.parse(Path.of("xx.txt"), List.of("[patterns]", "{PER}")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("xx.txt: section [PER] is missing or empty");
    }

    @Test
    void sectionWithTooFewNamesForASplitIsRefused() {
        List<String> lines = List.of("[patterns]", "{PER}", "[PER]", "Ann", "[ORG]", "Orbis", "[LOC]", "Leeds");

        assertThatThrownBy(() -> MaterialReader.parse(Path.of("xx.txt"), lines))
                .isInstanceOf(MalformedFileException.class).hasMessageContaining("names, but it needs 5; add names.");
    }

    private static Material parse(String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        for (EntityType type : EntityType.values()) {
            if (!all.contains("[" + type + "]") || type != EntityType.PER) {
                all.add("[" + type + "]");
            }
            all.add(IntStream.range(0, 100).mapToObj(i -> type + " " + i).collect(Collectors.joining(" | ")));
        }
        return MaterialReader.parse(Path.of("xx.txt"), all);
    }

    private static void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> parse(lines)).isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("xx.txt").hasMessageContaining(message);
    }
}
