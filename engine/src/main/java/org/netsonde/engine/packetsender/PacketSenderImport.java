package org.netsonde.engine.packetsender;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a file of Packet Sender holds. Two forms are read: {@code packets.ini}, its own, and the JSON that it exports. Its
 * bytes come over exactly; a packet that is sent as HTTP becomes the request that Packet Sender would send. A packet that is
 * no good is listed, and the others come in.
 *
 * @param packets the packets, in the order of the file
 * @param skipped those that are no good
 * @param clients the clients that could send them, one for each protocol, host and port, in the order of the file
 */
public record PacketSenderImport(List<Packet> packets, List<Skipped> skipped, List<ClientPlan> clients) {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 16 << 20;

    /** The longest packet, such that its hexadecimal form fits into a message. */
    static final int MAX_PACKET = 1 << 20;

    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOST = 253;
    private static final String NAMES = "NAMES/";

    public PacketSenderImport {
        packets = List.copyOf(packets);
        skipped = List.copyOf(skipped);
        clients = List.copyOf(clients);
    }

    /**
     * A packet that could not be taken.
     *
     * @param name what it is called, or where it stands
     * @param why what is wrong with it
     */
    public record Skipped(String name, Phrase why) {}

    /**
     * Reads a file.
     *
     * @throws FailureException of kind FILE if it cannot be read, is too large, or is no file of Packet Sender
     */
    public static PacketSenderImport read(Path file) {
        String text = text(PrivateFiles.readChosen(file, MAX_BYTES));
        List<Map<String, String>> entries = text.stripLeading().matches("(?s)\\[\\s*[{\\]].*")
                ? ofJson(text, file)
                : ofIni(QtSettings.read(text), file);
        return of(entries);
    }

    /** Qt 6 writes UTF-8; Qt 4 and 5 write ASCII, and older files may be in Latin-1. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\ufeff", "");
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static List<Map<String, String>> ofIni(Map<String, String> values, Path file) {
        if (values.keySet().stream().noneMatch(key -> key.startsWith(NAMES))) {
            throw no(file);
        }
        List<Map<String, String>> entries = new ArrayList<>();
        // Arrays are counted from one; a size that the file only claims is not believed.
        for (int i = 1; i <= SavedMessage.MOST * 2; i++) {
            String name = values.get(NAMES + i + "/name");
            if (name == null) {
                break;
            }
            Map<String, String> entry = entry();
            entry.put("name", name);
            for (String field : List.of("hexString", "toIP", "port", "tcpOrUdp", "requestPath", "repeat")) {
                String value = values.get(name + "/" + field);
                if (value != null) {
                    entry.put(field, value);
                }
            }
            entries.add(entry);
        }
        return entries;
    }

    private static List<Map<String, String>> ofJson(String text, Path file) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw no(file);
        }
        List<Map<String, String>> entries = new ArrayList<>();
        for (JsonNode element : root) {
            Map<String, String> entry = entry();
            element.properties().forEach(field -> {
                if (field.getValue().isValueNode()) {
                    entry.put(field.getKey(), field.getValue().asString(""));
                }
            });
            entries.add(entry);
        }
        if (!entries.isEmpty() && entries.stream().noneMatch(entry -> entry.containsKey("hexstring"))) {
            throw no(file);
        }
        return entries;
    }

    /** The JSON has the names of the fields in small letters. */
    private static Map<String, String> entry() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static FailureException no(Path file) {
        return new FailureException(Failure.of(Failure.Kind.FILE, "packetSenderNone", file));
    }

    private static PacketSenderImport of(List<Map<String, String>> entries) {
        List<Packet> packets = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        List<ClientPlan> clients = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Map<String, String> entry = entries.get(i);
            String name = entry.getOrDefault("name", "").strip();
            String shown = name.isEmpty() ? "#" + (i + 1) : name;
            try {
                if (name.isEmpty()) {
                    throw new EscapeException(Phrase.of("packetSender.noName"));
                }
                if (packets.size() >= SavedMessage.MOST) {
                    throw new EscapeException(Phrase.of("packetSender.tooMany", SavedMessage.MOST));
                }
                Packet packet = packet(name, entry);
                packets.add(packet);
                if (packet.aim() instanceof Packet.Aim.At at && !clients.contains(at.client())) {
                    clients.add(at.client());
                }
            } catch (EscapeException e) {
                skipped.add(new Skipped(shown, e.phrase()));
            }
        }
        return new PacketSenderImport(packets, skipped, clients);
    }

    private static Packet packet(String name, Map<String, String> entry) {
        byte[] bytes = Escapes.hex(entry.getOrDefault("hexString", ""));
        if (bytes.length > MAX_PACKET) {
            throw new EscapeException(Phrase.of("packetSender.tooLong", bytes.length, MAX_PACKET));
        }
        String kind = entry.getOrDefault("tcpOrUdp", "TCP").strip().toLowerCase(Locale.ROOT);
        String host = entry.getOrDefault("toIP", "").strip();
        int port = port(entry.getOrDefault("port", ""));
        if (kind.contains("http")) {
            bytes = request(kind, host, port, entry.getOrDefault("requestPath", ""), bytes);
        }
        return new Packet(
                new SavedMessage(name, PacketBytes.message(bytes)),
                aim(kind, host, port),
                repeats(entry.getOrDefault("repeat", "")));
    }

    private static Packet.Aim aim(String kind, String host, int port) {
        String protocol = protocol(kind);
        if (protocol.isEmpty()) {
            return new Packet.Aim.Nowhere(Phrase.of("packetSender.noProtocol", kind));
        }
        if (host.isEmpty() || host.length() > MAX_HOST || host.chars().anyMatch(c -> c <= ' ') || port == 0) {
            return new Packet.Aim.Nowhere(Phrase.of("packetSender.noAddress"));
        }
        return new Packet.Aim.At(new ClientPlan(protocol, host, port));
    }

    private static String protocol(String kind) {
        if (kind.contains("dtls")) {
            return "";
        } else if (kind.equals("udp")) {
            return "udp-client";
        } else if (kind.contains("ssl") || kind.contains("https")) {
            return "tls-client";
        } else if (kind.contains("tcp") || kind.contains("http")) {
            return "tcp-client";
        }
        return "";
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            return port < 0 || port > MAX_PORT ? 0 : port;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean repeats(String text) {
        try {
            return Double.parseDouble(text.strip()) > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What is sent as HTTP, where the packet holds only the path and the body. */
    private static byte[] request(String kind, String host, int port, String path, byte[] body) {
        boolean post = kind.contains("post");
        String target = path.startsWith("/") ? path : "/" + path;
        if ((target + host).chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new EscapeException(Phrase.of("packetSender.badPath"));
        }
        boolean usual = port == 0 || port == (kind.contains("https") ? 443 : 80);
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String head = (post ? "POST " : "GET ") + target + " HTTP/1.1\r\nHost: " + name + (usual ? "" : ":" + port)
                + "\r\nConnection: close\r\n"
                + (post
                        ? "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n"
                        : "")
                + "\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[bytes.length + (post ? body.length : 0)];
        System.arraycopy(bytes, 0, whole, 0, bytes.length);
        if (post) {
            System.arraycopy(body, 0, whole, bytes.length, body.length);
        }
        return whole;
    }
}
