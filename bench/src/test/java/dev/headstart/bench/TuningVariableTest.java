package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TuningVariableTest {
    /** Otherwise the literal variants would run with a part of what makes Headstart fast. */
    @Test
    void everyVariableThatTheLauncherSetsIsKnown() throws IOException {
        String launcher = Files.readString(Path.of("../cli/src/launcher/launch.sh"));
        List<String> exported = Pattern.compile("export ([A-Z_]+)=").matcher(launcher).results()
                .map((MatchResult match) -> match.group(1)).filter(name -> !name.startsWith("LC_")).toList();
        assertThat(exported).isNotEmpty()
                .isSubsetOf(Arrays.stream(TuningVariable.values()).map(Enum::name).toList());
    }

    @Test
    void theyAreRemovedAndNothingElse() {
        Map<String, String> environment = new HashMap<>(Map.of("OMP_WAIT_POLICY", "PASSIVE", "MALLOC_TRIM_THRESHOLD_", "1",
                "PATH", "/bin"));
        assertThat(TuningVariable.in(environment)).containsOnlyKeys("OMP_WAIT_POLICY", "MALLOC_TRIM_THRESHOLD_");
        TuningVariable.removeFrom(environment);
        assertThat(environment).containsOnlyKeys("PATH");
    }
}
