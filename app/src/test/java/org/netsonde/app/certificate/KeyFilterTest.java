package org.netsonde.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFilterTest {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private static String key(String kind, String content) {
        return "-----BEGIN " + kind + "PRIVATE KEY-----\n" + content + "-----END " + kind + "PRIVATE KEY-----";
    }

    @Test
    void onlyTheFirstAndLastLinesOfKeysAreLeft() {
        String text = CERTIFICATE + key("", "geheim\n") + "\n" + CERTIFICATE + key("EC ", "secret\n");

        assertThat(KeyFilter.without(text)).isEqualTo(CERTIFICATE + key("", "") + "\n" + CERTIFICATE + key("EC ", ""));
    }

    @Test
    void keysWithHeadersAreTakenOutToo() {
        String text =
                key("RSA ", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,3F17F5316E2BAC89\n\ngeheim\n") + "\nafter";

        assertThat(KeyFilter.without(text)).isEqualTo(key("RSA ", "") + "\nafter");
    }

    @Test
    void aKeyWhoseEndIsMissingEndsWhereTheNextThingBegins() {
        String begun = "-----BEGIN PRIVATE KEY-----\nge-heim\n";

        assertThat(KeyFilter.without(begun)).isEqualTo(key("", ""));
        assertThat(KeyFilter.without(begun + CERTIFICATE)).isEqualTo(key("", "") + "\n" + CERTIFICATE);
    }

    @Test
    void aLongKeyDoesNotExhaustTheStack() {
        assertThat(KeyFilter.without("-----BEGIN PRIVATE KEY-----" + "a-".repeat(500_000)))
                .isEqualTo(key("", ""));
    }
}
