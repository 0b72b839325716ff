package dev.headstart.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Split;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every language's file has to offer. */
class SyntheticMaterialTest {

    static List<String> languages() {
        return SyntheticCorpus.languages();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTwentyPatternsAndSixtyNamesOfEachType(String language) {
        Material material = MaterialReader.read(language);

        assertThat(material.patterns()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(material.names().keySet()).containsExactlyInAnyOrder(EntityType.values());
        material.names().forEach((type, names) ->
                assertThat(names).as("%s %s", language, type).hasSizeGreaterThanOrEqualTo(60));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void namesOfATypeAreDistinctAndHaveFiveWordsAtMost(String language) {
        MaterialReader.read(language).names().forEach((type, names) -> {
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names).allSatisfy(name -> assertThat(name.split(" ")).hasSizeLessThanOrEqualTo(5));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everySplitHasNamesAndTrainHasMostOfThem(String language) {
        Material material = MaterialReader.read(language);
        for (EntityType type : EntityType.values()) {
            int train = material.listed(type, Split.TRAIN).size();
            int dev = material.listed(type, Split.DEV).size();
            int test = material.listed(type, Split.TEST).size();

            assertThat(train + dev + test).isEqualTo(material.names().get(type).size());
            assertThat(train).as("%s %s train", language, type).isGreaterThan(Math.max(dev, test));
            assertThat(Math.min(dev, test)).as("%s %s dev and test", language, type).isGreaterThanOrEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void contextsThatAdmitSeveralTypesAndContextsWithoutNamesExist(String language) {
        List<List<Part>> patterns = MaterialReader.read(language).patterns();

        assertThat(patterns.stream().filter(pattern -> slots(pattern).anyMatch(slot -> slot.types().size() > 1)))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(patterns.stream().filter(pattern -> slots(pattern).findAny().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void formsGiveEachTypeNamesByTheHundred(String language) {
        MaterialReader.read(language).composed().forEach((type, forms) -> {
            long names = forms.stream().flatMap(List::stream).distinct().count();
            assertThat(names).as("%s %s", language, type).isGreaterThanOrEqualTo(150);
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void someNamesHaveTwoTypes(String language) {
        Map<EntityType, List<String>> names = MaterialReader.read(language).names();
        List<String> all = names.values().stream().flatMap(List::stream).toList();

        assertThat(new HashSet<>(all)).hasSizeLessThan(all.size());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void textIsComposedUnicodeAndPunctuationStandsAlone(String language) {
        for (String text : texts(language)) {
            assertThat(text).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
            for (String word : text.split(" ")) {
                assertThat(word).matches("[\\p{L}\\p{M}\\p{Nd}'.-]+|\\p{Po}+|\\p{Ps}|\\p{Pe}|\\p{Pi}|\\p{Pf}|\\p{Pd}");
            }
        }
    }

    @Test
    void namesOfHeldOutSplitsAreInNoLanguageNamesOfTrain() {
        Set<String> train = names(Split.TRAIN);

        assertThat(names(Split.DEV)).doesNotContainAnyElementsOf(train);
        assertThat(names(Split.TEST)).doesNotContainAnyElementsOf(train).doesNotContainAnyElementsOf(names(Split.DEV));
    }

    @Test
    void hindiIsWrittenInDevanagari() {
        List<String> words = texts("hi").stream().flatMap(text -> Stream.of(text.split(" ")))
                .filter(word -> word.codePoints().anyMatch(Character::isLetter)).toList();

        assertThat(words).isNotEmpty()
                .allMatch(word -> UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.DEVANAGARI);
    }

    @Test
    void languagesUseTheirOwnLetters() {
        Map<String, String> letters = Map.of(
                "es", "áéíóúñ", "af", "éëêöû", "az", "əığşçöü", "lt", "ąčęėįšųūž", "et", "äöüõ", "nl", "ëçó");
        letters.forEach((language, expected) -> {
            Set<Integer> used = new TreeSet<>();
            texts(language).forEach(text -> text.toLowerCase(Locale.ROOT).codePoints().forEach(used::add));
            assertThat(used).as(language).containsAll(expected.codePoints().boxed().toList());
        });
    }

    private static Stream<Part.NameSlot> slots(List<Part> pattern) {
        return pattern.stream().filter(Part.NameSlot.class::isInstance).map(Part.NameSlot.class::cast);
    }

    private static Set<String> names(Split split) {
        Set<String> names = new HashSet<>();
        for (String language : languages()) {
            Material material = MaterialReader.read(language);
            for (EntityType type : EntityType.values()) {
                material.names(type, split).forEach(names::addAll);
            }
        }
        return names;
    }

    private static List<String> texts(String language) {
        Material material = MaterialReader.read(language);
        List<String> texts = new ArrayList<>();
        material.names().values().forEach(texts::addAll);
        material.composed().values().forEach(forms -> forms.forEach(texts::addAll));
        material.fillers().values().forEach(texts::addAll);
        material.patterns().stream().flatMap(List::stream).filter(Part.Word.class::isInstance)
                .forEach(part -> texts.add(((Part.Word) part).text()));
        return texts;
    }
}
