package org.netsonde.engine.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Masks what gives access to something in messages, by the names of header fields, parameters, entries of forms and members of
 * JSON.
 *
 * <p>Not masked: bodies that are neither JSON nor of the type {@code application/x-www-form-urlencoded}, such as {@code
 * multipart/form-data}, XML, pages and scripts; what follows in a body after the place where it is no more JSON; true and false;
 * objects of JSON below such a name, whose members have names of their own; and secrets under names that do not tell.
 */
public final class HttpSecrets {

    /** Parts of names, written in small letters and digits alone. */
    private static final List<String> PARTS = List.of(
            "pass",
            "pwd",
            "secret",
            "token",
            "apikey",
            "session",
            "credential",
            "signature",
            "csrf",
            "xsrf",
            "jwt",
            "cookie");

    /** Not the author, nor the authority. */
    private static final Pattern AUTH = Pattern.compile("auth(?!or(?!i[sz]))");

    /** Fields that ask for something secret, or speak of it, and have names as if they held it. */
    private static final Set<String> HARMLESS =
            Set.of("www-authenticate", "proxy-authenticate", "access-control-allow-credentials");

    /** Schemes of authorisation (the registry of RFC 9110, section 16.4.1). */
    private static final Set<String> SCHEMES = Set.of(
            "basic", "bearer", "digest", "negotiate", "ntlm", "hoba", "mutual", "scram-sha-256", "token", "apikey");

    private static final Pattern SIG = Pattern.compile("(?i)(?<![a-z])sig(?![a-z])");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Names of parameters in a query, in a fragment and in a path. */
    private static final Pattern PARAMETER = Pattern.compile("[?&#;]([^=?&#;/\\s]++)=");

    private static final Pattern PARAMETER_END = Pattern.compile("[&#]|$");
    private static final Pattern USER = Pattern.compile("(^|:)//[^/?#\\s]*@");
    private static final Pattern NAMED = Pattern.compile("(?<![\\w.%\\[\\]-])([\\w.%\\[\\]-]++)[\"']?\\s*+[=:]\\s*+");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s++(?=\\S*[\\d=+/])\\S++");
    private static final Pattern JSON = Pattern.compile("\\s*+[{\\[]");
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final String NUMBER = "0123456789+-.eE";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The mask in a body, of which each byte is read as one character so that the others stay what they are. */
    private static final String BODY_MASK =
            new String(HttpHeads.MASK.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private HttpSecrets() {}

    /** Whether what has this name gives access to something. */
    public static boolean isSecret(String name) {
        String plain = plain(name);
        return PARTS.stream().anyMatch(plain::contains)
                || plain.equals("code")
                || (plain.contains("auth") && AUTH.matcher(plain).find())
                || (plain.contains("sig")
                        && SIG.matcher(CAMEL.matcher(name).replaceAll("-")).find());
    }

    /** Small letters and digits alone; written out, since it is done for each field of each message that is recorded. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Whether the value of a header field gives access to something. */
    public static boolean isSecretField(String name) {
        return isSecret(name) && !HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * What is shown of a header field: of those that give access to something a mask, and the scheme of an authorisation; of
     * addresses in others what {@link #target} leaves.
     *
     * @return the very text that was given where nothing is masked
     */
    public static String field(String name, String value) {
        return isSecretField(name) ? masked(value) : target(value);
    }

    /** The scheme of an authorisation may be seen. */
    private static String masked(String value) {
        int space = value.indexOf(' ');
        boolean scheme = space > 0 && SCHEMES.contains(value.substring(0, space).toLowerCase(Locale.ROOT));
        return scheme ? value.substring(0, space + 1) + HttpHeads.MASK : HttpHeads.MASK;
    }

    /** An address or a part of one, without the values of parameters that give access and without its user. */
    public static String target(String address) {
        if (address.indexOf('=') < 0 && address.indexOf('@') < 0) {
            return address;
        }
        String text = withoutUser(address);
        StringBuilder shown = new StringBuilder();
        int done = 0;
        Matcher parameter = PARAMETER.matcher(text);
        Matcher end = PARAMETER_END.matcher(text);
        while (parameter.find(done)) {
            shown.append(text, done, parameter.end());
            done = parameter.end();
            if (isSecret(decoded(parameter.group(1))) && end.find(done)) {
                shown.append(HttpHeads.MASK);
                done = end.start();
            }
        }
        return shown.append(text, done, text.length()).toString();
    }

    /** The name of the first parameter of an address that gives access to something; empty where none does. */
    public static Optional<String> secretIn(String address) {
        return PARAMETER
                .matcher(address)
                .results()
                .map(parameter -> decoded(parameter.group(1)))
                .filter(HttpSecrets::isSecret)
                .findFirst();
    }

    private static String withoutUser(String text) {
        return USER.matcher(text).replaceAll("$1//" + HttpHeads.MASK + "@");
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Words for people, such as the reason of a failure: in each line a mask for all that stands behind such a name. */
    public static String words(String text) {
        return text.lines().map(HttpSecrets::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        String text = SCHEME.matcher(withoutUser(line)).replaceAll("$1 " + HttpHeads.MASK);
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            if (isSecret(decoded(named.group(1)))) {
                return text.substring(0, named.end()) + HttpHeads.MASK;
            }
        }
        return text;
    }

    /**
     * What is shown of a body: JSON, whatever it is declared as, and forms with masks.
     *
     * @param form whether it is declared as a form
     * @return the very array that was given where nothing is masked
     */
    public static byte[] body(byte[] body, boolean form) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int begin = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        String shown = text;
        if (JSON.matcher(text).region(begin, text.length()).lookingAt()) {
            shown = text.substring(0, begin) + json(text.substring(begin));
        }
        if (shown.equals(text) && form) {
            shown = form(text);
        }
        return shown.equals(text) ? body : shown.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether a media type, perhaps with parameters, is that of a form. */
    public static boolean isForm(String mediaType) {
        return mediaType.toLowerCase(Locale.ROOT).contains(FORM);
    }

    private static String form(String text) {
        return Arrays.stream(text.split("&", -1)).map(HttpSecrets::entry).collect(Collectors.joining("&"));
    }

    private static String entry(String entry) {
        int equals = entry.indexOf('=');
        boolean secret = equals > 0 && isSecret(decoded(entry.substring(0, equals)));
        return secret ? entry.substring(0, equals + 1) + BODY_MASK : entry;
    }

    /** Masks as far as it is JSON, which in a body that was cut is nearly all. */
    private static String json(String text) {
        StringBuilder shown = new StringBuilder();
        int done = 0;
        try (JsonParser json = JsonMapper.shared().createParser(text.toCharArray())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean value = token == JsonToken.VALUE_STRING || token.isNumeric();
                if (value && isSecret(json.streamReadContext())) {
                    int start = (int) json.currentTokenLocation().getCharOffset();
                    shown.append(text, done, start)
                            .append('"')
                            .append(BODY_MASK)
                            .append('"');
                    done = end(text, start);
                }
            }
        } catch (JacksonException e) {
            System.getLogger(HttpSecrets.class.getName())
                    .log(System.Logger.Level.DEBUG, "a body is JSON only up to {0}", e.getLocation());
        }
        return shown.append(text, done, text.length()).toString();
    }

    /** Whether a value is that of a member with such a name, or in a list that is. */
    private static boolean isSecret(TokenStreamContext context) {
        TokenStreamContext at = context;
        while (at.inArray()) {
            at = at.getParent();
        }
        String name = at.currentName();
        return name != null && isSecret(name);
    }

    /** Where a string or a number ends that begins somewhere. */
    private static int end(String text, int start) {
        boolean string = text.charAt(start) == '"';
        int at = start + 1;
        while (at < text.length() && (string ? text.charAt(at) != '"' : NUMBER.indexOf(text.charAt(at)) >= 0)) {
            at += string && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), string ? at + 1 : at);
    }
}
