package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenTest extends HubCase {
    private static final String TOKEN = "hf_secret";

    @Test
    void theTokenGoesToTheHubAndNowhereElse() {
        environment.put("HF_TOKEN", TOKEN);
        hub().model(MODEL);
        assertThat(server.asked()).filteredOn(asked -> !asked.ofStorage()).isNotEmpty()
                .allMatch(asked -> asked.authorization().equals(Optional.of("Bearer " + TOKEN)));
        assertThat(server.asked()).filteredOn(HubServer.Asked::ofStorage).isNotEmpty()
                .allMatch(asked -> asked.authorization().isEmpty());
    }

    @Test
    void theTokenMayBeInAFile() throws IOException {
        Files.writeString(folder.resolve("secret"), TOKEN + "\n");
        environment.put("HF_TOKEN_PATH", folder.resolve("secret").toString());
        hub().model(MODEL);
        assertThat(server.asked().get(0).authorization()).contains("Bearer " + TOKEN);
    }

    @Test
    void theTokenMayBeWithheld() {
        environment.put("HF_TOKEN", TOKEN);
        environment.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        hub().model(MODEL);
        assertThat(server.asked()).allMatch(asked -> asked.authorization().isEmpty());
    }

    @Test
    void aTokenIsNeverPrinted() {
        environment.put("HF_TOKEN", TOKEN);
        assertThat(HubConfig.of(environment, folder).toString()).doesNotContain(TOKEN);
        assertThat(Connection.of(HubConfig.of(environment, folder)).toString()).doesNotContain(TOKEN);
        environment.put("HF_TOKEN", TOKEN + "\nX-Evil: 1");
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HF_TOKEN holds no access token").hasMessageNotContaining(TOKEN);
    }
}
