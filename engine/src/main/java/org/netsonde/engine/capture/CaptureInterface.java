package org.netsonde.engine.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.traffic.WireForm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint as the interface of a capture.
 *
 * @param id the endpoint's id
 * @param name its name
 * @param protocol the id of its protocol
 * @param role the part it plays, which says who opens connections
 * @param address where it listened or what it was aimed at, as {@code host:port}; empty where that is not known
 * @param datagrams whether it sends datagrams, and no stream
 * @param decrypted whether its records are what TLS protected
 * @param wire how its records looked on the wire
 */
public record CaptureInterface(
        String id,
        String name,
        String protocol,
        Role role,
        String address,
        boolean datagrams,
        boolean decrypted,
        WireForm wire) {

    /** What the comment with the facts begins with, behind {@code netsonde}. */
    static final String FACTS = "interface";

    private static final int MOST_FACTS = 1 << 16;

    /** An endpoint of a session; one of an unknown protocol has plain bytes over TCP. */
    public static CaptureInterface of(EndpointInfo info, ProtocolRegistry protocols) {
        Optional<Protocol<?, ?>> protocol = protocols.find(info.protocol());
        return new CaptureInterface(
                info.id(),
                info.name(),
                info.protocol(),
                info.role(),
                info.address(),
                protocol.map(Protocol::datagrams).orElse(false),
                protocol.map(known -> isSecure(known, info.settings())).orElseGet(() -> isOn(info.settings())),
                protocol.map(Protocol::wire).orElse(WireForm.BYTES));
    }

    private static <S extends Record & Settings> boolean isSecure(Protocol<S, ?> protocol, ObjectNode settings) {
        S bound = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .value();
        return isOn(SettingsDescriber.toJson(bound == null ? protocol.defaults() : bound));
    }

    private static boolean isOn(JsonNode settings) {
        return settings.path("tls").path("mode").asString("").equals("on");
    }

    /** Its protocol and address, and whether what it shows was protected, for whoever looks at the capture. */
    String description() {
        String text = address.isEmpty() ? protocol : protocol + " " + address;
        return decrypted ? text + ", " + Phrase.of("capture.decryptedInterface") : text;
    }

    /**
     * What is needed to read it back, as a comment.
     *
     * @param records how many records of the endpoint were written before
     */
    String facts(long records) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", id)
                .put("name", name)
                .put("protocol", protocol)
                .put("role", role.name().toLowerCase(Locale.ROOT))
                .put("address", address)
                .put("datagrams", datagrams)
                .put("decrypted", decrypted)
                .put("records", records);
        return new Remark(FACTS, "", json.toString()).toString();
    }

    /**
     * What a comment says of an interface that this program wrote.
     *
     * @param about the interface; {@link WireForm#BYTES} stands for how its records looked, which its protocol knows
     * @param records how many records of the endpoint were written before
     */
    record Facts(CaptureInterface about, long records) {

        private static final Map<String, Role> ROLES =
                Map.of("server", Role.SERVER, "relay", Role.RELAY, "client", Role.CLIENT);

        /** Reads a comment; null where it is another one. */
        static @Nullable Facts read(String comment) {
            Remark remark = Remark.parse(comment);
            if (remark == null || !remark.word().equals(FACTS) || remark.text().length() > MOST_FACTS) {
                return null;
            }
            try {
                JsonNode json = JsonMapper.shared().readTree(remark.text());
                String id = json.path("id").asString("");
                Role role = ROLES.get(json.path("role").asString(""));
                if (id.isEmpty() || role == null) {
                    return null;
                }
                CaptureInterface about = new CaptureInterface(
                        id,
                        json.path("name").asString(id),
                        json.path("protocol").asString(""),
                        role,
                        json.path("address").asString(""),
                        json.path("datagrams").asBoolean(false),
                        json.path("decrypted").asBoolean(false),
                        WireForm.BYTES);
                return new Facts(about, Math.max(0, json.path("records").asLong(0)));
            } catch (JacksonException e) {
                return null;
            }
        }
    }
}
