package org.netsonde.engine.protocol.http.curl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.http.Content;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.tls.TlsTerms;

class CurlWriterTest {

    private static final Authorization NOBODY = new Authorization.None();
    private static final CurlTerms PLAIN = terms(new ClientTls(TlsMode.OFF), CurlTerms.Version.AUTO, List.of(), NOBODY);

    @TempDir
    Path folder;

    private static CurlTerms terms(
            ClientTls tls, CurlTerms.Version version, List<Header> headers, ClientAuthorization authorization) {
        return new CurlTerms("127.0.0.1:8080", tls, version, headers, authorization, false, 0, false);
    }

    private static HttpMessage message(String method, String url, Content content, Header... headers) {
        return new HttpMessage(method, url, List.of(), List.of(headers), content, NOBODY, "");
    }

    private static String write(HttpMessage message) {
        return CurlWriter.write(PLAIN, message);
    }

    private static String body(Content content) {
        return write(message("POST", "/", content)).replace(" \\\n  ", " ").replace("curl http://127.0.0.1:8080/ ", "");
    }

    @Test
    void methodAndAddressAreWrittenWhereCurlNeedsThem() {
        Content none = new Content.None();
        assertThat(write(new HttpMessage())).isEqualTo("curl http://127.0.0.1:8080/");
        assertThat(write(message("GET", "/a?b=c&d", none))).isEqualTo("curl 'http://127.0.0.1:8080/a?b=c&d'");
        assertThat(write(message("HEAD", "/a", none))).isEqualTo("curl -I http://127.0.0.1:8080/a");
        assertThat(write(message("DELETE", "https://h/a", none))).isEqualTo("curl -X DELETE https://h/a");
        assertThat(write(message("GET", "/a[1]/../b", none)))
                .isEqualTo("curl -g --path-as-is 'http://127.0.0.1:8080/a[1]/../b'");
        assertThat(write(message("GET", "/", new Content.Text("", Format.TEXT, "x"))))
                .isEqualTo("curl -X GET http://127.0.0.1:8080/ -H Content-Type: --data-raw x");
        assertThat(write(new HttpMessage(
                        "GET",
                        "/a?b",
                        List.of(new Parameter("c d", "é&"), new Parameter()),
                        List.of(),
                        none,
                        NOBODY,
                        "")))
                .isEqualTo("curl 'http://127.0.0.1:8080/a?b&c+d=%C3%A9%26'");
    }

    @Test
    void fieldOfTheMessageGoesBeforeAllElseThatTellsWhoAsks() {
        Header own = new Header("authorization", "Bearer ", new Secret("mine"));
        for (ClientAuthorization of :
                List.of(new ClientAuthorization.Login(), new Authorization.Bearer(new Secret("t")))) {
            CurlTerms terms = terms(new ClientTls(TlsMode.OFF), CurlTerms.Version.AUTO, List.of(), of);
            assertThat(CurlWriter.write(terms, message("GET", "/a", new Content.None(), own)))
                    .isEqualTo("curl http://127.0.0.1:8080/a -H 'authorization: Bearer '\"$NETSONDE_SECRET_MINE\"");
        }
    }

    @Test
    void tokenOfALoginIsAVariableForTheOwnServerOnly() {
        CurlTerms terms =
                terms(new ClientTls(TlsMode.OFF), CurlTerms.Version.AUTO, List.of(), new ClientAuthorization.Login());
        Content none = new Content.None();
        assertThat(CurlWriter.write(terms, message("GET", "/a", none)))
                .isEqualTo("curl http://127.0.0.1:8080/a -H \"Authorization: Bearer $TOKEN\"");
        assertThat(CurlWriter.write(terms, message("GET", "http://other/a", none)))
                .isEqualTo("curl http://other/a");
    }

    @Test
    void bodiesAreQuotedForTheShell() {
        assertThat(body(new Content.Json(new JsonText("{\"it's\": \"$A `b` \\\\ !\"}"))))
                .isEqualTo("-H 'Content-Type: application/json' --data-raw '{\"it'\\''s\": \"$A `b` \\\\ !\"}'");
        assertThat(body(new Content.Form(List.of(new Parameter("a", "b c"), new Parameter("", "x")))))
                .isEqualTo("--data-raw a=b+c");
        assertThat(body(new Content.Text("text/plain", Format.ESCAPED, "a\\r\\n\\xff1\\x1b'")))
                .isEqualTo("-H 'Content-Type: text/plain' --data-raw $'a\\r\\n\\3771\\033\\''");
        assertThat(body(new Content.Text("", Format.HEX, "00 2d 25")))
                .isEqualTo("-H Content-Type: --data-binary @<(printf -- '\\000-\\045')");
        assertThat(body(new Content.Text("", Format.TEXT, "x".repeat(200_000))))
                .contains("--data-binary @<(printf -- 'xxx");
        assertThat(body(new Content.File("image/png", "/my file")))
                .isEqualTo("-H 'Content-Type: image/png' --data-binary '@/my file'");
        assertThat(body(new Content.Multipart(List.of(
                        new Content.Part("a", "@b;c", "", ""),
                        new Content.Part("d", "", "/e \"f\"", "image/png"),
                        new Content.Part("g", "h;i", "", "text/plain")))))
                .isEqualTo("--form-string 'a=@b;c'"
                        + " -F 'd=@\"/e \\\"f\\\"\";type=image/png' -F 'g=\"h;i\";type=text/plain'");
    }

    @Test
    void filesAreWhatTheClientTakesThemFor() {
        String home = System.getProperty("user.home");
        assertThat(body(new Content.File("", "~/a.png")))
                .isEqualTo("-H 'Content-Type: image/png' --data-binary @" + home + "/a.png");
        assertThat(body(new Content.File("", "/a.unknown")))
                .isEqualTo("-H 'Content-Type: application/octet-stream' --data-binary @/a.unknown");
        assertThat(body(new Content.File("", ""))).isEqualTo("curl -X POST http://127.0.0.1:8080/");
        assertThat(body(new Content.Multipart(List.of(new Content.Part("a", "", "~/b.gif", "")))))
                .isEqualTo("-F 'a=@\"" + home + "/b.gif\";type=image/gif'");
    }

    @Test
    void typeOfTheBodyStandsOnce() {
        assertThat(write(message("POST", "/", new Content.Json(new JsonText("{}")), new Header("content-type", "a/b"))))
                .isEqualTo("curl http://127.0.0.1:8080/ --data-raw '{}' -H 'content-type: a/b'");
    }

    @Test
    void secretsAreVariables() {
        HttpMessage basic = new HttpMessage(
                "GET",
                "/",
                List.of(),
                List.of(new Header("X-Key", "k ", new Secret("db-key")), new Header("X-Empty", "")),
                new Content.None(),
                new Authorization.Basic("me too", new Secret("pass.word")),
                "");
        assertThat(write(basic))
                .isEqualToIgnoringWhitespace(
                        "curl http://127.0.0.1:8080/ \\ -H 'X-Key: k '\"$NETSONDE_SECRET_DB_KEY\" \\"
                                + " -H 'X-Empty;' \\ -u 'me too:'\"$NETSONDE_SECRET_PASS_WORD\"");
    }

    @Test
    void whoAsksIsToldToTheOwnServerOnly() {
        CurlTerms terms = terms(
                new ClientTls(TlsMode.OFF),
                CurlTerms.Version.AUTO,
                List.of(new Header("X-A", "", new Secret("a")), new Header("X-B", "b")),
                new Authorization.Bearer(new Secret("t")));
        assertThat(CurlWriter.write(terms, message("GET", "http://127.0.0.1:8080/x", new Content.None())))
                .contains("X-A", "X-B: b", "'Authorization: Bearer '\"$NETSONDE_SECRET_T\"");
        assertThat(CurlWriter.write(terms, message("GET", "http://other/x", new Content.None())))
                .isEqualTo("curl http://other/x -H 'X-B: b'");
        assertThat(CurlWriter.write(terms, message("GET", "/", new Content.None(), new Header("x-b", "c"))))
                .contains("x-b: c")
                .doesNotContain("X-B: b");
    }

    private static ClientTls tls(ClientTrust trust) {
        return new ClientTls(
                TlsMode.ON, trust, new CertificateSource.Pem("/c.pem", "/k.pem", new Secret("k")), "", new TlsTerms());
    }

    @Test
    void settingsThatMatterAreOptions() {
        CurlTerms secure = new CurlTerms(
                "h:443",
                tls(new ClientTrust.Custom("/ca.pem")),
                CurlTerms.Version.HTTP2,
                List.of(),
                NOBODY,
                true,
                5,
                false);
        assertThat(CurlWriter.write(secure, new HttpMessage()))
                .isEqualToIgnoringWhitespace(
                        "curl https://h/ \\ -L --max-redirs 5 \\ --proto-redir =https \\ --http2 \\"
                                + " --compressed \\ --cacert /ca.pem \\ --cert /c.pem \\ --key /k.pem \\"
                                + " --pass \"$NETSONDE_SECRET_K\"");
        assertThat(CurlWriter.write(
                        terms(tls(new ClientTrust.None()), CurlTerms.Version.HTTP1, List.of(), NOBODY),
                        new HttpMessage()))
                .contains(" -k", "--http1.1", "https://127.0.0.1:8080/");
        assertThat(CurlWriter.write(
                        terms(new ClientTls(TlsMode.OFF), CurlTerms.Version.HTTP2, List.of(), NOBODY),
                        new HttpMessage()))
                .isEqualTo("curl http://127.0.0.1:8080/ --http2-prior-knowledge");
    }

    @Test
    void filesAreSavedInAFolderOrUnderAName() {
        HttpMessage get = new HttpMessage();
        HttpMessage named =
                new HttpMessage("GET", "/a", List.of(), List.of(), get.content(), NOBODY, "/tmp/no such file");
        assertThat(write(named)).contains("-o '/tmp/no such file'", "--no-clobber");
        HttpMessage inFolder =
                new HttpMessage("GET", "/a", List.of(), List.of(), get.content(), NOBODY, folder.toString());
        assertThat(write(inFolder)).contains("-O --output-dir", "--no-clobber");
    }

    /** Written and read again it is the same message. */
    @Test
    void whatIsWrittenIsReadAsTheSame() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            HttpMessage message = any(random);
            String line = CurlWriter.write(PLAIN, message);
            assertThat(CurlReader.read(line).message()).as(line).isEqualTo(message);
        }
    }

    private static HttpMessage any(Random random) {
        Content content = switch (random.nextInt(6)) {
            case 0 -> new Content.None();
            case 1 -> new Content.Text("text/x;a=" + random.nextInt(9), Format.TEXT, text(random) + "x");
            case 2 -> new Content.Json(new JsonText("{" + text(random) + "}"));
            case 3 -> new Content.Form(List.of(new Parameter("n" + text(random), text(random))));
            case 4 -> new Content.File("a/b", "/f" + text(random));
            default ->
                new Content.Multipart(List.of(
                        new Content.Part("a", text(random), "", ""),
                        new Content.Part("b", "", "f" + text(random), "c/d"),
                        new Content.Part("e", "v" + text(random), "", "c/d")));
        };
        boolean body = !(content instanceof Content.None);
        List<Header> headers = random.nextBoolean()
                ? List.of(new Header(
                        "X-" + random.nextInt(9), "v" + text(random).replaceAll("[^\\x20-\\x7e\\xa0-\\xff]", "") + "."))
                : List.of();
        Authorization authorization = switch (random.nextInt(3)) {
            case 0 -> NOBODY;
            case 1 -> new Authorization.Basic("u" + text(random).replace(":", ""), new Secret("a_b"));
            default -> new Authorization.Bearer(new Secret("c"));
        };
        return new HttpMessage(
                random.nextInt(3) == 0 ? "PATCH" : body ? "POST" : "GET",
                "http://127.0.0.1:8080/p" + random.nextInt(100) + "?q='" + random.nextInt(9),
                List.of(),
                headers,
                content,
                authorization,
                random.nextBoolean() ? "" : "/tmp/no such " + random.nextInt(9));
    }

    private static String text(Random random) {
        int[] all = "ab '\"\\$`!#&|;<>(){}[]*?~%@=:,\t\r\n\u001b\u202eé中😀"
                .codePoints()
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return text.toString();
    }
}
