package org.netsonde.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.panel.Addresses;
import org.netsonde.app.panel.EndpointPanel;
import org.netsonde.app.panel.PanelContext;
import org.netsonde.app.panel.SavedMessages;
import org.netsonde.app.panel.SentMessages;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.workspace.MessageHistory;
import org.netsonde.engine.workspace.SavedMessage;
import org.netsonde.engine.workspace.SentMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Panels of a real engine's endpoints on a stage of their own, without the window around them. */
final class PanelStage implements PanelContext, ChartDesk, SavedMessages, SentMessages, SecretDesk, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Engine engine;
    final List<Endpoint> changed = new ArrayList<>();
    private final FrameClock clock = new FrameClock();
    private final Stage stage;
    private Editors editors = Editors.standard();
    private Texts texts = new Texts(Locale.ENGLISH);
    private EndpointPanel panel;
    private Path target;
    private final List<SavedMessage> messages = new ArrayList<>();
    private final Map<Endpoint, MessageHistory> histories = new HashMap<>();
    /** The secrets that were stored, by their names. */
    final Map<String, String> stored = new TreeMap<>();
    /** The short messages that were shown. */
    final List<String> notices = new ArrayList<>();

    Path shownFolder;
    private String proposed;
    private Path written;

    PanelStage(Stage stage) {
        this(stage, ProtocolRegistry.builtin());
    }

    PanelStage(Stage stage, ProtocolRegistry protocols) {
        this.stage = stage;
        engine = engine(protocols);
        stage.setX(0);
        stage.setY(0);
    }

    /** An engine of those protocols, whose keys are in memory. */
    static Engine engine(ProtocolRegistry protocols) {
        return new Engine(
                EngineOptions.standard(), protocols, Keys.inMemory(InstantSource.system()), InstantSource.system());
    }

    Endpoint add(String name, String protocol, String settings) {
        return engine.add(null, name, protocol, (ObjectNode) JSON.readTree(settings));
    }

    /** Panels shown from now on have these editors. */
    void editors(Editors others) {
        editors = others;
    }

    /** Shows the panel of an endpoint in a language; on the JavaFX thread. */
    EndpointPanel show(Endpoint endpoint, Locale language, double width, double height) {
        if (panel != null) {
            panel.dispose();
        }
        texts = new Texts(language);
        // As the window does it.
        Locale.setDefault(Locale.Category.DISPLAY, language);
        panel = new EndpointPanel(endpoint, this);
        stage.setScene(new Scene(panel.node(), width, height));
        // The stage is that of the tests before, in their size.
        stage.sizeToScene();
        stage.show();
        return panel;
    }

    /** Writes what the stage shows to a file under target; on the JavaFX thread. */
    void screenshot(String name) {
        WritableImage image = stage.getScene().snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            ImageIO.write(out, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SavedMessages savedMessages() {
        return this;
    }

    @Override
    public List<SavedMessage> all() {
        return List.copyOf(messages);
    }

    @Override
    public void keep(JsonNode message) {
        messages.add(new SavedMessage("Message " + (messages.size() + 1), message));
    }

    @Override
    public void show(Predicate<SavedMessage> usable, Consumer<SavedMessage> chosen) {
        messages.stream().filter(usable).findFirst().ifPresent(chosen);
    }

    @Override
    public SentMessages sentMessages() {
        return this;
    }

    @Override
    public MessageHistory of(Endpoint endpoint) {
        return histories.getOrDefault(endpoint, MessageHistory.EMPTY);
    }

    @Override
    public void add(Endpoint endpoint, JsonNode message) {
        histories.put(endpoint, of(endpoint).with(new SentMessage(Instant.now(), message)));
    }

    @Override
    public void clear(Endpoint endpoint) {
        histories.remove(endpoint);
    }

    @Override
    public SecretDesk secrets() {
        return this;
    }

    @Override
    public void find(String name, Consumer<Source> found) {
        found.accept(stored.containsKey(name) ? Source.STORE : Source.NONE);
    }

    @Override
    public void change(String name, Runnable changed) {
        changed.run();
    }

    @Override
    public void offer(Map<String, char[]> values, Runnable done) {
        values.forEach((name, value) -> stored.put(name, new String(value)));
        done.run();
    }

    @Override
    public void keep(String name, char[] value, Consumer<Boolean> told) {
        stored.put(name, new String(value));
        told.accept(true);
    }

    @Override
    public String variable(String name) {
        return "NETSONDE_SECRET_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public Optional<String> address(String endpoint) {
        return engine.named(endpoint).flatMap(Addresses::of);
    }

    @Override
    public void showFolder(Path folder) {
        shownFolder = folder;
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public FrameClock clock() {
        return clock;
    }

    @Override
    public Editors editors() {
        return editors;
    }

    @Override
    public List<String> targets(Endpoint endpoint) {
        return engine.endpoints().stream()
                .filter(e -> e != endpoint)
                .map(Endpoint::name)
                .toList();
    }

    @Override
    public void start(Endpoint endpoint) {
        endpoint.start();
    }

    @Override
    public void stop(Endpoint endpoint) {
        endpoint.stop();
    }

    @Override
    public void settingsChanged(Endpoint endpoint) {
        changed.add(endpoint);
    }

    @Override
    public boolean rename(Endpoint endpoint, String name) {
        if (engine.named(name).isPresent()) {
            return false;
        }
        engine.rename(endpoint, name);
        return true;
    }

    @Override
    public void connectClient(Endpoint server) {}

    @Override
    public boolean offersRelay(Endpoint server) {
        return false;
    }

    @Override
    public void putRelayBefore(Endpoint server) {}

    @Override
    public void useFreePort(Endpoint endpoint) {
        ObjectNode settings = endpoint.settings();
        settings.put("port", 0);
        endpoint.configure(settings);
        endpoint.start();
    }

    @Override
    public Annotations annotations() {
        return engine.annotations();
    }

    @Override
    public void mark(Endpoint endpoint, Instant at) {
        engine.annotations().add(at, Annotation.Kind.NOTE, endpoint.id(), "marked in the chart");
    }

    @Override
    public ChartDesk charts() {
        return this;
    }

    /** The next file is saved there. */
    void saveTo(Path file) {
        target = file;
    }

    /** The file written last; null if none was. */
    Path written() {
        return written;
    }

    @Override
    public Optional<Path> saveTo(String title, String kind, String extension, String name) {
        proposed = name;
        return Optional.ofNullable(target);
    }

    /** The name proposed last for a file; null if none was. */
    String proposed() {
        return proposed;
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        done.accept(work.get());
    }

    @Override
    public void written(Path file) {
        written = file;
    }

    @Override
    public void show(Failure failure) {
        notices.add(texts.get(failure));
    }

    @Override
    public void show(String message) {
        notices.add(message);
    }
}
