package org.netsonde.engine.security;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Problem;

/**
 * A name that a certificate is for, recognised by its form.
 *
 * @param kind what it names
 * @param value the name; a host name as it stands in certificates, in ASCII
 */
record AlternativeName(Kind kind, String value) {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern MAIL = Pattern.compile("[!-~&&[^@<>]]{1,64}@[A-Za-z0-9.-]{1,255}");

    /** What is named. */
    enum Kind {
        HOST,
        ADDRESS,
        URI,
        MAIL
    }

    /** The name that a text is; empty for none. */
    static Optional<AlternativeName> of(String text) {
        if (NetUtil.isValidIpV4Address(text) || (NetUtil.isValidIpV6Address(text) && text.matches("[0-9A-Fa-f:.]+"))) {
            return Optional.of(new AlternativeName(Kind.ADDRESS, text));
        } else if (text.contains("://") || text.startsWith("urn:")) {
            return uri(text);
        } else if (text.contains("@")) {
            return MAIL.matcher(text).matches() ? Optional.of(new AlternativeName(Kind.MAIL, text)) : Optional.empty();
        }
        return host(text);
    }

    private static Optional<AlternativeName> uri(String text) {
        try {
            return Optional.of(new AlternativeName(Kind.URI, new URI(text).toASCIIString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<AlternativeName> host(String text) {
        boolean wildcard = text.startsWith("*.");
        String ascii;
        try {
            ascii = IDN.toASCII(wildcard ? text.substring(2) : text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        // What ends in a number can only be an address, and this is none.
        if (ascii.length() > 251 || DIGITS.matcher(labels[labels.length - 1]).matches()) {
            return Optional.empty();
        }
        return Optional.of(new AlternativeName(Kind.HOST, (wildcard ? "*." : "") + ascii.toLowerCase(Locale.ROOT)));
    }

    /**
     * What is wrong with a list of names.
     *
     * @param field where the list stands
     */
    static List<Problem> problems(String field, List<String> names) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (of(name).isEmpty()) {
                String shown = name.length() <= 60 ? name : name.substring(0, 57) + "…";
                problems.add(new Problem(field + "[" + i + "]", Phrase.of("problem.certificateName", shown)));
            }
        }
        return problems;
    }

    /** As it is written into certificates. */
    GeneralName toGeneralName() {
        return switch (kind) {
            case HOST -> new GeneralName(GeneralName.dNSName, value);
            case ADDRESS ->
                new GeneralName(
                        GeneralName.iPAddress, new DEROctetString(NetUtil.createByteArrayFromIpAddressString(value)));
            case URI -> new GeneralName(GeneralName.uniformResourceIdentifier, value);
            case MAIL -> new GeneralName(GeneralName.rfc822Name, value);
        };
    }
}
