package org.netsonde.engine.protocol.http.curl;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.http.HttpMessage;

/**
 * Makes a message of a command line of curl. Whatever gives access becomes a secret by its name; options that are settings of
 * the client, and what is not to be had here, become remarks. Nothing is run, and no file is read. Used by one thread.
 */
public final class CurlReader {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)", Pattern.DOTALL);

    private final CurlLine line;
    private final Leftovers leftovers = new Leftovers();
    private Optional<String> userInfo = Optional.empty();
    private String host = "";

    private CurlReader(CurlLine line) {
        this.line = line;
    }

    /**
     * Reads a command line.
     *
     * @throws org.netsonde.engine.protocol.SettingsException with one sentence that says what is not understood
     */
    public static Commands.Pasted<HttpMessage> read(String commandLine) {
        Words words = Words.of(commandLine);
        List<Word> list = words.list();
        int program = !list.isEmpty() && list.getFirst().marked().equals("$") ? 1 : 0;
        if (list.size() <= program || !isCurl(list.get(program).marked())) {
            throw Words.problem("problem.curlProgram");
        }
        CurlReader reader = new CurlReader(CurlLine.of(list.subList(program + 1, list.size())));
        if (!words.rest().isEmpty()) {
            reader.leftovers.add("remark.curlRest", words.rest());
        }
        return reader.pasted();
    }

    private static boolean isCurl(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        return name.equalsIgnoreCase("curl") || name.equalsIgnoreCase("curl.exe");
    }

    private Commands.Pasted<HttpMessage> pasted() {
        sort();
        String url = url();
        PastedSecrets secrets = new PastedSecrets(host);
        PastedFields fields = new PastedFields(secrets, leftovers);
        fields.take(line, userInfo);
        PastedBody body = new PastedBody(line, leftovers);
        String method =
                line.last("request").map(Word::marked).map(leftovers::plain).orElseGet(body::method);
        HttpMessage message = new HttpMessage(
                method,
                withQuery(url, body.query()),
                List.of(),
                fields.headers(),
                body.content(fields.contentType()),
                fields.authorization(),
                saveTo());
        secrets.variables().forEach(name -> leftovers.add("remark.curlSecretVariable", name));
        return new Commands.Pasted<>(message, secrets.values(), leftovers.phrases());
    }

    private void sort() {
        for (CurlLine.Given given : line.given()) {
            switch (given.option().effect()) {
                case SETTING -> leftovers.setting(given.written());
                case LEFT_OUT -> leftovers.leftOut(given.written());
                case REFUSED -> throw Words.problem("problem.curlRefused", given.written());
                case MESSAGE, SILENT -> {}
            }
        }
        line.last("request-target").ifPresent(target -> leftovers.leftOut("--request-target"));
    }

    private String url() {
        List<Word> urls = line.all("url");
        if (urls.size() != 1) {
            throw Words.problem(urls.isEmpty() ? "problem.curlNoAddress" : "problem.curlAddresses");
        }
        String marked = urls.getFirst().marked();
        Matcher matcher = ADDRESS.matcher(marked);
        if (!matcher.matches()) {
            matcher = ADDRESS.matcher("http://" + marked);
            if (!matcher.matches()) {
                throw Words.problem("problem.curlAddress");
            }
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Words.problem("problem.curlScheme", scheme);
        }
        String authority = matcher.group(2);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            userInfo = Optional.of(decoded(authority.substring(0, at)));
        }
        String server = authority.substring(at + 1);
        host = Word.plain(server).replaceFirst(":[0-9]*$", "");
        String rest = matcher.group(3).replaceFirst("#.*", "");
        if (line.given().stream().noneMatch(given -> given.option().name().equals("globoff"))
                && rest.matches(".*[\\[{].*")) {
            leftovers.add("remark.curlGlob");
        }
        HttpSecrets.secretIn(rest).ifPresent(name -> leftovers.add("remark.curlSecretInAddress", name));
        return scheme + "://" + leftovers.plain(server + rest);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String withQuery(String url, String query) {
        return query.isEmpty() ? url : url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private String saveTo() {
        Optional<String> folder = line.last("output-dir").map(Word::marked).map(leftovers::plain);
        Optional<String> file = line.last("output").map(Word::marked).map(leftovers::plain);
        if (file.isPresent()) {
            String name = file.orElseThrow();
            boolean shown = name.equals("-") || name.equals("/dev/null") || name.equalsIgnoreCase("nul");
            return shown ? "" : folder.map(place -> place + "/" + name).orElse(name);
        } else if (line.has("remote-name")) {
            if (folder.isEmpty()) {
                leftovers.add("remark.curlSaveTo");
            }
            return folder.orElse("");
        }
        return "";
    }
}
