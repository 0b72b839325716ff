package dev.headstart.hub;

import java.util.regex.Pattern;

/** An access token. It is sent to the hub alone, and never printed. */
final class Token {
    private static final Pattern FORM = Pattern.compile("[!-~]+");

    private final String value;

    /** @param origin where it was found, for errors */
    Token(String value, String origin) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(origin + " holds no access token: there are characters in it that none has. "
                    + "Set it again, or remove it.");
        }
        this.value = value;
    }

    /** @return the value of the header that carries it */
    String header() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "a token";
    }
}
