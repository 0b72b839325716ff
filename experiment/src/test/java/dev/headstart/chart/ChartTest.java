package dev.headstart.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartTest {
    private static Point point(double x, double y) {
        return new Point(x, y, Optional.of(1.0), "at " + x);
    }

    private static BarChart bars() {
        return new BarChart("A & B", "F1, %", List.of("hi", "<nl>"), List.of(
                new BarChart.Series("first", List.of(Optional.of(point(0, 80)), Optional.of(point(0, 70)))),
                new BarChart.Series("second", List.of(Optional.empty(), Optional.of(point(0, 90))))));
    }

    private static LineChart lines(double... xs) {
        List<Point> points = Arrays.stream(xs).mapToObj(x -> point(x, 50 + x)).toList();
        return new LineChart("t", "x", "y", true, List.of("only"), List.of(LineChart.Panel.of("", List.of(points))));
    }

    private static void isXml(String text) {
        assertThatCode(() -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text))))
                .as(text).doesNotThrowAnyException();
    }

    @Test
    void everyChartIsAFileOfItsOwn() {
        MatrixChart.Field field = new MatrixChart.Field(1, "1.00", "± 0.1", "best & only");
        for (Chart chart : List.of(bars(), lines(1, 2, 3), lines(0.001, 0.1), lines(), lines(5),
                new MatrixChart("m", "rows", "columns", List.of("a"), List.of("b", "c"),
                        List.of(List.of(Optional.of(field), Optional.empty()))),
                new BarChart("none", "y", List.of("hi"), List.of(new BarChart.Series("s", List.of(Optional.empty())))))) {
            isXml(chart.file());
            assertThat(chart.file()).contains("prefers-color-scheme: dark").doesNotContain("NaN", "Infinity", "href", "<script");
        }
    }

    @Test
    void barsSayWhetherTheirLengthsCompare() {
        assertThat(bars().beginsAtZero()).isFalse();
        BarChart low = new BarChart("low", "y", List.of("hi"), List.of(
                new BarChart.Series("a", List.of(Optional.of(point(0, 1)))), new BarChart.Series("b", List.of(Optional.of(point(0, 90))))));
        assertThat(low.beginsAtZero()).isTrue();
    }

    @Test
    void everyBarSaysWhatItIs() {
        assertThat(bars().svg()).containsOnlyOnce("<title>A &amp; B</title>").contains("&lt;nl&gt;").contains("<title>first</title>")
                .containsPattern("<rect x=\"[0-9.]+\" y=\"[0-9.]+\" width=\"[0-9.]+\" height=\"[0-9.]+\" [^>]*><title>at 0.0</title>");
    }

    @Test
    void onlyTheBestOfAColumnIsFramed() {
        List<List<Optional<MatrixChart.Field>>> fields = List.of(
                List.of(Optional.of(new MatrixChart.Field(80, "80", "", "")), Optional.of(new MatrixChart.Field(60, "60", "", ""))),
                List.of(Optional.of(new MatrixChart.Field(70, "70", "", "")), Optional.empty()));
        String svg = new MatrixChart("m", "r", "c", List.of("a", "b"), List.of("c", "d"), fields).svg();
        assertThat(svg.split("ink best", -1)).as("80, but not 60, which has no rival").hasSize(2);
        assertThat(svg).contains("class=\"strong\">80<");
    }

    @Test
    void anAxisIsLogarithmicOnlyWhereItSpansMoreThanAFactorOfTen() {
        assertThat(lines(1, 2, 10).svg()).doesNotContain(">5e");
        assertThat(lines(1, 10, 1000).svg()).contains(">1<", ">10<", ">100<", ">1000<");
        assertThat(lines(0.00001, 0.01).svg()).contains(">1e-5<", ">1e-4<", ">0.001<", ">0.01<");
    }

    @Test
    void ticksAreRoundNumbers() {
        Axis axis = Axis.round(71.3, 91.8, 5, 300, 0);
        assertThat(axis.ticks(5)).extracting(Axis.Tick::label).containsExactly("70", "75", "80", "85", "90", "95");
        assertThat(axis.place(70)).isCloseTo(300, within(1e-9));
        assertThat(axis.place(95)).isCloseTo(0, within(1e-9));
        assertThat(Axis.round(0.1, 0.35, 5, 0, 1).ticks(5)).extracting(Axis.Tick::label)
                .containsExactly("0.1", "0.15", "0.2", "0.25", "0.3", "0.35");
        assertThat(Axis.round(5, 5, 5, 0, 1).ticks(5)).as("a single value").isNotEmpty();
    }

    @Test
    void equalRatiosAreEquallyFarOnALogarithmicAxis() {
        Axis axis = Axis.exact(1, 100, true, 0, 200);
        assertThat(axis.place(10)).isCloseTo(100, within(1e-9));
    }

    @Test
    void moreSeriesThanColoursAreToldApartByDashes() {
        assertThat(Palette.colour(9)).isEqualTo(Palette.colour(1));
        assertThat(Palette.dash(9)).isNotEqualTo(Palette.dash(1));
    }

    @Test
    void aSeriesOfTheWrongLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BarChart("t", "y", List.of("a", "b"),
                List.of(new BarChart.Series("s", List.of(Optional.empty()))))).withMessageContaining("2 groups");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(Xml.escape("<a b=\"c\">&\u0000 😀")).isEqualTo("&lt;a b=&quot;c&quot;&gt;&amp;\uFFFD 😀");
    }
}
