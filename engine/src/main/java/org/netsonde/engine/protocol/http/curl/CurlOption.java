package org.netsonde.engine.protocol.http.curl;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An option of curl.
 *
 * @param name its long name, without hyphens
 * @param takesValue whether a value follows it
 * @param effect what becomes of it here
 */
record CurlOption(String name, boolean takesValue, Effect effect) {

    /** What becomes of an option. */
    enum Effect {
        /** It is a part of the request. */
        MESSAGE,
        /** It says how curl shows things, which is of no interest. */
        SILENT,
        /** The client has a setting for it. */
        SETTING,
        /** There is nothing of the kind here. */
        LEFT_OUT,
        /** It makes more than one request of the line, or something else than a request of HTTP. */
        REFUSED
    }

    /** The options of curl 7.88 and later by what becomes of them; a letter stands behind a slash. */
    private static final List<Map.Entry<String, CurlOption>> ALL = Stream.of(
                    of(Effect.MESSAGE, true, """
                            request/X header/H data/d data-ascii data-raw data-binary data-urlencode json form/F form-string user/u
                            oauth2-bearer cookie/b user-agent/A referer/e range/r url output/o output-dir upload-file/T url-query
                            request-target"""),
                    of(Effect.MESSAGE, false, "get/G head/I remote-name/O basic"),
                    of(Effect.SILENT, true, """
                            write-out/w dump-header/D stderr trace trace-ascii trace-config libcurl create-file-mode"""),
                    of(Effect.SILENT, false, """
                            silent/s show-error/S verbose/v include/i progress-bar/# no-progress-meter progress-meter no-buffer/N buffer
                            fail/f fail-with-body fail-early trace-time trace-ids styled-output no-styled-output disable/q globoff/g
                            path-as-is create-dirs no-clobber clobber remote-header-name/J remote-name-all remote-time/R
                            remove-on-error tcp-nodelay no-tcp-nodelay keepalive xattr suppress-connect-headers no-include
                            no-silent no-show-error no-verbose show-headers no-fail sessionid alpn skip-existing"""),
                    of(Effect.SETTING, true, """
                            max-redirs connect-timeout max-time/m max-filesize cacert cert/E cert-type key key-type pass tls-max
                            ciphers tls13-ciphers keepalive-time cookie-jar/c proto-redir"""),
                    of(Effect.SETTING, false, """
                            location/L no-location insecure/k no-insecure compressed no-compressed http1.1 http2
                            http2-prior-knowledge tlsv1/1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 no-keepalive no-sessionid
                            junk-session-cookies/j"""),
                    of(Effect.LEFT_OUT, true, """
                            abstract-unix-socket alt-svc aws-sigv4 capath connect-to continue-at/C crlfile curves delegation
                            dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ech egd-file engine etag-compare etag-save
                            expect100-timeout happy-eyeballs-timeout-ms haproxy-clientip hsts interface ip-tos ipfs-gateway
                            keepalive-cnt krb limit-rate local-port login-options netrc-file noproxy pinnedpubkey preproxy proto
                            proto-default proxy/x proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile
                            proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
                            proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user/U proxy1.0 random-file
                            rate resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs signature-algorithms
                            socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit/Y speed-time/y time-cond/z
                            tlsauthtype tlspassword tlsuser unix-socket upload-flags vlan-priority parallel-max
                            parallel-max-host"""),
                    of(Effect.LEFT_OUT, false, """
                            anyauth append/a ca-native cert-status compressed-ssh crlf digest disallow-username-in-url
                            doh-cert-status doh-insecure dump-ca-embed false-start form-escape haproxy-protocol http0.9 http1.0/0
                            http3 http3-only ignore-content-length ipv4/4 ipv6/6 location-trusted mptcp negotiate netrc/n
                            netrc-optional no-alpn no-npn ntlm ntlm-wb parallel-immediate parallel/Z post301 post302 post303
                            proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate
                            proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel/p raw
                            retry-all-errors retry-connrefused sasl-ir socks5-basic socks5-gssapi socks5-gssapi-nec ssl
                            ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2/2 sslv3/3
                            tcp-fastopen tls-earlydata tr-encoding use-ascii/B"""),
                    of(Effect.REFUSED, true, """
                            config/K variable ftp-account ftp-alternative-to-user ftp-method ftp-port/P ftp-ssl-ccc-mode help/h
                            hostpubmd5 hostpubsha256 mail-auth mail-from mail-rcpt pubkey quote/Q telnet-option/t tftp-blksize"""),
                    of(Effect.REFUSED, false, """
                            next/: disable-eprt disable-epsv ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc
                            ftp-ssl-control list-only/l mail-rcpt-allowfails manual/M metalink tftp-no-options version/V"""))
            .flatMap(List::stream)
            .toList();

    private static final Map<String, CurlOption> LONG = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(entry -> entry.getValue().name(), Map.Entry::getValue));

    private static final Map<String, CurlOption> SHORT = ALL.stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Options by their letters, which are empty where they have none. */
    private static List<Map.Entry<String, CurlOption>> of(Effect effect, boolean takesValue, String names) {
        return Arrays.stream(names.strip().split("\\s+"))
                .map(word -> word.split("/", 2))
                .map(parts -> Map.entry(parts.length > 1 ? parts[1] : "", new CurlOption(parts[0], takesValue, effect)))
                .toList();
    }

    /** The option of a long name. */
    static Optional<CurlOption> named(String name) {
        return Optional.ofNullable(LONG.get(name));
    }

    /** The option of a letter. */
    static Optional<CurlOption> lettered(char letter) {
        return Optional.ofNullable(SHORT.get(String.valueOf(letter)));
    }
}
