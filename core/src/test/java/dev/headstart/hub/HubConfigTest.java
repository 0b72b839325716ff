package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubConfigTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void theCacheIsWherePythonHasIt() {
        assertThat(cache(Map.of())).isEqualTo(HOME.resolve(".cache/huggingface/hub"));
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/x"))).isEqualTo(Path.of("/x/huggingface/hub"));
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/x", "HF_HOME", "~/hf"))).isEqualTo(HOME.resolve("hf/hub"));
        assertThat(cache(Map.of("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old"))).isEqualTo(Path.of("/old"));
        assertThat(cache(Map.of("HF_HOME", "/h", "HF_HUB_CACHE", "/c", "HUGGINGFACE_HUB_CACHE", "/old"))).isEqualTo(Path.of("/c"));
        assertThat(cache(Map.of("HF_HOME", ""))).isEqualTo(HOME.resolve(".cache/huggingface/hub"));
    }

    @Test
    void theEndpointIsAnAddressWithoutASlashAtItsEnd() {
        assertThat(connection(Map.of()).endpoint()).hasToString("https://huggingface.co");
        assertThat(connection(Map.of("HF_ENDPOINT", "http://mirror:8080/hf//")).endpoint()).hasToString("http://mirror:8080/hf");
        assertThatThrownBy(() -> connection(Map.of("HF_ENDPOINT", "mirror"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HF_ENDPOINT is no address: it must be like https://huggingface.co. Correct it.");
    }

    @Test
    void offlineIsTrueInFourWays() {
        for (String value : new String[] {"1", "on", "Yes", "TRUE"}) {
            assertThat(HubConfig.of(Map.of("HF_HUB_OFFLINE", value), HOME).offline()).isTrue();
            assertThat(HubConfig.of(Map.of("TRANSFORMERS_OFFLINE", value), HOME).offline()).isTrue();
        }
        assertThat(HubConfig.of(Map.of("HF_HUB_OFFLINE", "0"), HOME).offline()).isFalse();
    }

    @Test
    void proxiesGoByScheme() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "http_proxy", "plain", "HTTP_PROXY", "not:this:1");
        assertThat(proxy(environment, "https://huggingface.co/x")).isEqualTo("proxy:3128");
        assertThat(proxy(environment, "http://huggingface.co/x")).isEqualTo("plain:80");
        assertThat(proxy(Map.of(), "https://huggingface.co/x")).isEqualTo("direct");
    }

    @Test
    void someHostsGoWithoutAProxy() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY",
                "localhost, .corp.example,hf.co,x.org:8443");
        assertThat(proxy(environment, "https://LOCALHOST/x")).isEqualTo("direct");
        assertThat(proxy(environment, "https://hub.corp.example/x")).isEqualTo("direct");
        assertThat(proxy(environment, "https://cdn.hf.co/x")).isEqualTo("direct");
        assertThat(proxy(environment, "https://x.org:8443/x")).isEqualTo("direct");
        assertThat(proxy(environment, "https://x.org/x")).isEqualTo("proxy:3128");
        assertThat(proxy(environment, "https://nothf.co/x")).isEqualTo("proxy:3128");
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://proxy:3128", "no_proxy", "*"), "https://a.b/x")).isEqualTo("direct");
    }

    @Test
    void oneProxyMayServeForAll() {
        Map<String, String> environment = Map.of("ALL_PROXY", "http://proxy:3128", "HTTP_PROXY", "http://plain");
        assertThat(proxy(environment, "https://huggingface.co/x")).isEqualTo("proxy:3128");
        assertThat(proxy(environment, "http://huggingface.co/x")).isEqualTo("plain:80");
    }

    @Test
    void aProxyMayWantAUserAndAPassword() {
        Proxies proxies = connection(Map.of("HTTPS_PROXY", "http://ada:s%40cret@proxy:3128", "NO_PROXY", "localhost")).proxies();
        assertThat(proxies.authorization(URI.create("https://huggingface.co/x")))
                .contains("Basic " + Base64.getEncoder().encodeToString("ada:s@cret".getBytes(StandardCharsets.UTF_8)));
        assertThat(proxies.authorization(URI.create("https://localhost/x"))).isEmpty();
        assertThat(proxies.authorization(URI.create("http://huggingface.co/x"))).isEmpty();
        assertThat(connection(Map.of("HTTPS_PROXY", "http://proxy")).proxies().authorization(URI.create("https://a.b/x"))).isEmpty();
    }

    @Test
    void aProxyThatCannotBeUsedIsRefusedWithoutItsPassword() {
        for (String address : new String[] {"https://ada:secret@proxy:3128", "socks5://ada:secret@proxy", "http://:secret"}) {
            assertThatThrownBy(() -> connection(Map.of("HTTPS_PROXY", address)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("HTTPS_PROXY is no address that can be used")
                    .hasMessageNotContaining("secret");
        }
    }

    private static Connection connection(Map<String, String> environment) {
        return Connection.of(HubConfig.of(environment, HOME));
    }

    private static Path cache(Map<String, String> environment) {
        return HubConfig.of(environment, HOME).cache().folder();
    }

    private static String proxy(Map<String, String> environment, String address) {
        Proxy proxy = connection(environment).proxies().select(URI.create(address)).get(0);
        return proxy.address() instanceof InetSocketAddress at ? at.getHostString() + ":" + at.getPort() : "direct";
    }
}
