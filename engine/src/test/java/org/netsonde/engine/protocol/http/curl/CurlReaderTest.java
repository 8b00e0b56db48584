package org.netsonde.engine.protocol.http.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.http.Content;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.security.Secret;

class CurlReaderTest {

    private static HttpMessage message(String line) {
        return CurlReader.read(line).message();
    }

    private static Content content(String options) {
        return message("curl " + options + " http://h/").content();
    }

    private static List<Header> headers(String options) {
        return message("curl " + options + " http://h/").headers();
    }

    private static String remarks(String line) {
        return String.join(
                " ",
                CurlReader.read(line).remarks().stream()
                        .map(CurlReaderTest::english)
                        .toList());
    }

    private static String english(Phrase phrase) {
        assertThat(phrase.text(Locale.SIMPLIFIED_CHINESE)).doesNotContain("remark.", "problem.");
        return phrase.text(Locale.ENGLISH);
    }

    private static Map<String, String> secrets(Commands.Pasted<?> pasted) {
        Map<String, String> secrets = new TreeMap<>();
        pasted.secrets().forEach((name, value) -> secrets.put(name, new String(value)));
        return secrets;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl http://h/a?b=c#d | GET | http://h/a?b=c",
                "curl h:8080/a | GET | http://h:8080/a",
                "curl --url https://h | GET | https://h",
                "curl --url=https://h | GET | https://h",
                "$ /usr/bin/curl HTTP://h/ | GET | http://h/",
                "curl.exe -X PUT http://h/ | PUT | http://h/",
                "curl -XDELETE http://h/ | DELETE | http://h/",
                "curl --request PATCH http://h/ | PATCH | http://h/",
                "curl -I http://h/ | HEAD | http://h/",
                "curl http://h/ -d a=b | POST | http://h/",
                "curl http://h/ -X GET -d a=b | GET | http://h/",
                "curl -G http://h/?x -d a=b -d c=d | GET | http://h/?x&a=b&c=d",
                "curl -G http://h/ --data-urlencode 'a=b c' | GET | http://h/?a=b+c",
                "curl http://h/ --url-query 'a=b&c' | GET | http://h/?a=b%26c",
                "curl -T file http://h/a | PUT | http://h/a",
                "curl -F a=b http://h/a | POST | http://h/a",
                "curl http://[::1]:8080/a | GET | http://[::1]:8080/a"
            })
    void methodAndAddressAreThoseThatCurlWouldUse(String line, String method, String url) {
        assertThat(message(line))
                .extracting(HttpMessage::method, HttpMessage::url)
                .containsExactly(method, url);
    }

    @Test
    void displayOptionsGoWithoutSayingAndLettersMayStandTogether() {
        assertThat(remarks("curl -sSfvi# -w '%{http_code}' --no-progress-meter -o /dev/null http://h/"))
                .isEmpty();
        assertThat(message("curl -sSXPOST http://h/").method()).isEqualTo("POST");
        assertThat(message("curl -sSX POST http://h/").method()).isEqualTo("POST");
    }

    @Test
    void bodiesAreWhatTheySay() {
        assertThat(content("-s")).isEqualTo(new Content.None());
        assertThat(content("-d a=b -d 'c=d+e%26'"))
                .isEqualTo(new Content.Form(List.of(new Parameter("a", "b"), new Parameter("c", "d e&"))));
        // Not as it would be written again: as it stands.
        assertThat(content("-d 'a=b c'"))
                .isEqualTo(new Content.Text("application/x-www-form-urlencoded", Format.TEXT, "a=b c"));
        assertThat(content("-d hello"))
                .isEqualTo(new Content.Text("application/x-www-form-urlencoded", Format.TEXT, "hello"));
        assertThat(content("-d '{\"a\": 1}' -H 'content-type: application/json'"))
                .isEqualTo(new Content.Json(new JsonText("{\"a\": 1}")));
        assertThat(content("--json '{\"a\":' --json '1}'")).isEqualTo(new Content.Json(new JsonText("{\"a\":1}")));
        assertThat(content("-H 'Content-Type: text/xml; charset=utf-8' --data-raw @a"))
                .isEqualTo(new Content.Text("text/xml; charset=utf-8", Format.TEXT, "@a"));
        assertThat(content("-H Content-Type: --data-raw x")).isEqualTo(new Content.Text("", Format.TEXT, "x"));
        assertThat(content("--data-binary @'my file' -H 'Content-Type: image/png'"))
                .isEqualTo(new Content.File("image/png", "my file"));
        assertThat(content("-T a.txt")).isEqualTo(new Content.File("", "a.txt"));
        assertThat(content("--data-raw $'\\xff\\n' -H 'Content-Type: a/b'"))
                .isEqualTo(new Content.Text("a/b", Format.ESCAPED, "\\xff\\n"));
        assertThat(content("--data-urlencode 'a=ä' --data-urlencode =b --data-urlencode 'c d'"))
                .isEqualTo(new Content.Text("application/x-www-form-urlencoded", Format.TEXT, "a=%C3%A4&b&c+d"));
    }

    @Test
    void partsOfFormsAreReadAsCurlDoes() {
        assertThat(content("-F a=b -F 'c=@d/e.png;type=image/png' -F 'f=\"x;y\\\"\";type=text/plain; charset=utf-8'"
                        + " --form-string g=@h -F 'i=@\"j;k\"'"))
                .isEqualTo(new Content.Multipart(List.of(
                        new Content.Part("a", "b", "", ""),
                        new Content.Part("c", "", "d/e.png", "image/png"),
                        new Content.Part("f", "x;y\"", "", "text/plain; charset=utf-8"),
                        new Content.Part("g", "@h", "", ""),
                        new Content.Part("i", "", "j;k", ""))));
        assertThat(remarks("curl http://h/ -F 'a=@b;filename=c' -F 'd=<e'")).contains("filename=c", "The part d");
    }

    @Test
    void fieldsHaveTheirPlace() {
        assertThat(headers("-H 'X-A:  b ' -H 'X-Empty;' -H 'Accept:' -A agent -e http://r/ -r 0-9"))
                .containsExactly(
                        new Header("X-A", "b"),
                        new Header("X-Empty", ""),
                        new Header("User-Agent", "agent"),
                        new Header("Referer", "http://r/"),
                        new Header("Range", "bytes=0-9"));
        assertThat(headers("-H 'Connection: close' -H 'Content-Length: 5' -H ':method: GET'"))
                .isEmpty();
        assertThat(remarks("curl http://h/ -H 'Connection: close'")).contains("sets by itself", "Connection");
    }

    @Test
    void whatGivesAccessBecomesSecretsByName() {
        Commands.Pasted<HttpMessage> pasted = CurlReader.read("curl https://api.example.com:8443/a -u 'me:pass:word'"
                + " -H 'Cookie: s=1' -H 'X-Api-Key: k' -b 'a=b' -b c=d");
        assertThat(pasted.message().authorization())
                .isEqualTo(new Authorization.Basic("me", new Secret("api.example.com-password")));
        assertThat(secrets(pasted))
                .containsExactly(
                        Map.entry("api.example.com-cookie", "s=1"),
                        Map.entry("api.example.com-cookie-2", "a=b; c=d"),
                        Map.entry("api.example.com-password", "pass:word"),
                        Map.entry("api.example.com-x-api-key", "k"));
        assertThat(pasted.message().toString()).doesNotContain("pass:word", "s=1", "a=b");
    }

    @Test
    void fieldsWhoseNamesTellBecomeSecrets() {
        assertThat(headers("-H 'X-Access-Token: a' -H 'X-CSRF-Token: b' -H 'X-Author: c'"))
                .containsExactly(
                        new Header("X-Access-Token", "", new Secret("h-x-access-token")),
                        new Header("X-CSRF-Token", "", new Secret("h-x-csrf-token")),
                        new Header("X-Author", "c"));
        assertThat(remarks("curl 'http://h/?a=1&client_secret=b'")).contains("client_secret, which gives access");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl http://h/ -H 'Authorization: Bearer abc' | Bearer[token=Secret[secret=h-token]] | abc",
                "curl http://h/ -H 'authorization: bearer abc' | Bearer[token=Secret[secret=h-token]] | abc",
                "curl http://h/ --oauth2-bearer abc | Bearer[token=Secret[secret=h-token]] | abc",
                "curl http://h/ -H 'Authorization: Basic bWU6aXQ=' | Basic[user=me, password=Secret[secret=h-password]] | it",
                "curl http://me:i%74@h/ | Basic[user=me, password=Secret[secret=h-password]] | it",
                "curl http://h/ -H 'Authorization: Token abc' | None[] | abc",
                "curl http://h/ -H 'Authorization: abc' | None[] | abc"
            })
    void whoAsksIsRecognized(String line, String authorization, String secret) {
        Commands.Pasted<HttpMessage> pasted = CurlReader.read(line);
        assertThat(pasted.message().authorization()).hasToString(authorization);
        assertThat(secrets(pasted).values()).containsExactly(secret);
        assertThat(pasted.message().url()).isEqualTo("http://h/");
    }

    @Test
    void otherSchemesKeepTheirNames() {
        assertThat(headers("-H 'Authorization: Token abc'"))
                .containsExactly(new Header("Authorization", "Token ", new Secret("h-authorization")));
    }

    @Test
    void variablesOfTheShellAreSecretsByTheirNames() {
        Commands.Pasted<HttpMessage> pasted = CurlReader.read("curl http://h/ -H \"Authorization: Bearer $TOKEN\""
                + " -H \"X-Api-Key: k-$NETSONDE_SECRET_DB_KEY\" -H \"X-Other: $OTHER\"");
        assertThat(pasted.message().authorization()).isEqualTo(new Authorization.Bearer(new Secret("TOKEN")));
        assertThat(pasted.message().headers())
                .containsExactly(new Header("X-Api-Key", "k-", new Secret("db_key")), new Header("X-Other", "$OTHER"));
        assertThat(pasted.secrets()).isEmpty();
        assertThat(pasted.remarks().stream().map(CurlReaderTest::english))
                .anyMatch(text -> text.contains("In place of the variable TOKEN"))
                .anyMatch(text -> text.contains("by their names: $OTHER"))
                .noneMatch(text -> text.contains("DB_KEY"));
    }

    @Test
    void filesAreSavedWhereTheLineSays() {
        assertThat(message("curl -o a.bin http://h/").saveTo()).isEqualTo("a.bin");
        assertThat(message("curl -o a.bin --output-dir /tmp/x http://h/").saveTo())
                .isEqualTo("/tmp/x/a.bin");
        assertThat(message("curl -O --output-dir /tmp/x http://h/a").saveTo()).isEqualTo("/tmp/x");
        assertThat(remarks("curl -O http://h/a")).contains("Choose the folder");
    }

    @Test
    void whatHasNoPlaceIsTold() {
        assertThat(remarks("curl -L --compressed -k --max-time 5 http://h/"))
                .isEqualTo(
                        "Options that are settings of the client, and not of a message: -L, --compressed, -k, --max-time.");
        assertThat(remarks("curl -x http://proxy:1 --retry 3 -4 http://h/"))
                .isEqualTo("Left out, since there is nothing of the kind here: -x, --retry, -4.");
        assertThat(remarks("curl http://h/ | jq .")).contains("left out: | jq .");
        assertThat(remarks("curl http://h/?a=1&b=2")).contains("needs quotes");
        assertThat(remarks("curl 'http://h/[1-5]'")).contains("brackets");
        assertThat(remarks("curl 'http://h/?access_token=abc'")).contains("access_token, which gives access");
        assertThat(remarks("curl -u me http://h/")).contains("ask for the password");
        assertThat(remarks("curl -d @file http://h/")).contains("line ends");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wget http://h/ | begins with curl",
                "`` | begins with curl",
                "curl | holds no address",
                "curl http://a/ http://b/ | one request at a time",
                "curl ftp://h/ | ftp is not HTTP",
                "curl --frobnicate http://h/ | no option --frobnicate",
                "curl -µ http://h/ | no option -",
                "curl http://h/ -H | A value is missing behind -H",
                "curl http://h/ --next http://i/ | --next makes something else",
                "curl -K file http://h/ | -K makes something else",
                "curl -d a -d @b http://h/ | one file, one text or one form",
                "curl -d a -F b=c http://h/ | one file, one text or one form",
                "curl -d @- http://h/ | standard input",
                "curl -T - http://h/ | standard input",
                "curl -F a=@- http://h/ | standard input",
                "curl -F a http://h/ | a name and a value",
                "curl -F a=@b,c http://h/ | Several files",
                "curl -G -d @a http://h/ | from a file",
                "curl --data-urlencode a@b http://h/ | from a file",
                "curl -X 'G T' http://h/ | G T",
                "curl -H 'a b: c' http://h/ | a b",
                "curl -u \"a:$B$C\" http://h/ | $B is a variable",
                "curl 'http://h/ | is not closed",
                "curl $(a) | another command"
            })
    void whatIsNotUnderstoodGetsASentence(String line, String words) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> CurlReader.read(line));
        assertThat(refused).as(line).isNotNull();
        assertThat(refused.problems()).hasSize(1);
        assertThat(english(refused.problems().getFirst().text()))
                .contains(words)
                .hasSizeLessThan(300);
    }

    @Test
    void linesThatBrowsersCopyAreRead() {
        Commands.Pasted<HttpMessage> pasted = CurlReader.read("curl 'https://example.com/api?q=1' \\\n"
                + "  -H 'accept: */*' \\\n  -H 'content-type: application/json' \\\n  -b 'sid=secret' \\\n"
                + "  --data-raw $'{\"name\":\"O\\'Neil \\u0021\"}' \\\n  --compressed ;\n");
        assertThat(pasted.message().method()).isEqualTo("POST");
        assertThat(pasted.message().content()).isEqualTo(new Content.Json(new JsonText("{\"name\":\"O'Neil !\"}")));
        assertThat(pasted.message().headers())
                .containsExactly(
                        new Header("accept", "*/*"), new Header("Cookie", "", new Secret("example.com-cookie")));
        assertThat(secrets(pasted)).containsExactly(Map.entry("example.com-cookie", "sid=secret"));
    }
}
