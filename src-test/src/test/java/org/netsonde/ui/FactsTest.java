package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is known of a connection, below the list of connections. */
@ExtendWith(ApplicationExtension.class)
class FactsTest {

    private static final Set<String> SOCKET = Set.of("Socket", "套接字");
    private static final String FINGERPRINT = "3F:A2:".repeat(16) + "00";

    private Stage stage;
    private PanelStage panels;
    private Endpoint server;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void startServer() throws Exception {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage);
        server = panels.add("Echo", "tcp-server", "{\"port\": 0, \"framing\": \"lines\"}");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private void show(FxRobot robot, Locale language) {
        robot.interact(() -> {
            panels.show(server, language, 1020, 740);
            robot.lookup(".panel-tabs")
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(1);
        });
    }

    private Socket connect() throws Exception {
        int before = server.connections().count();
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(server).getPort());
        await().until(() -> server.connections().count() == before + 1);
        return socket;
    }

    private Connection connection(int index) {
        return server.connections().list(10).get(index);
    }

    private static Fact verbatim(String name, Object value) {
        return new Fact(Phrase.verbatim(name), Phrase.verbatim(value), Fact.Tone.PLAIN);
    }

    private static FactGroup group(String id, Fact... facts) {
        return new FactGroup(id, Phrase.verbatim(id), List.of(facts));
    }

    /** The values below headings, those of the socket, which every connection here has, or all others. */
    private static List<TextArea> areas(FxRobot robot, boolean ofSocket) {
        return robot.lookup(".facts .facts-heading").queryAllAs(Label.class).stream()
                .filter(heading -> SOCKET.contains(heading.getText()) == ofSocket)
                .flatMap(heading -> heading.getParent().lookupAll(".wrapped-text").stream())
                .map(TextArea.class::cast)
                .toList();
    }

    private static List<String> values(FxRobot robot) {
        return onFx(() -> areas(robot, false).stream().map(TextArea::getText).toList());
    }

    /** What is told of the socket, by its name. */
    private static Map<String, String> socket(FxRobot robot) {
        return onFx(() ->
                areas(robot, true).stream().collect(Collectors.toMap(TextArea::getAccessibleText, TextArea::getText)));
    }

    @SuppressWarnings("unchecked") // the table's own type
    private static TableView<Connection> table(FxRobot robot) {
        return robot.lookup("#connections").queryAs(TableView.class);
    }

    @Test
    void theOnlyConnectionShowsItsFactsAndTheyChangeWhileTheyShow(FxRobot robot) throws Exception {
        show(robot, Locale.ENGLISH);
        try (Socket peer = connect()) {
            await().until(() -> onFx(() -> table(robot).getItems().size() == 1));
            await().until(() -> !socket(robot).isEmpty());
            assertThat(values(robot)).isEmpty();

            connection(0).facts().put(group("Ping", verbatim("Round trip", "1 ms")));
            await().until(() -> values(robot).equals(List.of("1 ms")));
            connection(0).facts().put(group("Ping", verbatim("Round trip", "2 ms")));
            await().until(() -> values(robot).equals(List.of("2 ms")));
            connection(0).facts().put(group("More", verbatim("Path", "/"), verbatim("Host", "h")));
            await().until(() -> values(robot).equals(List.of("2 ms", "/", "h")));

            peer.close();
            await().until(() -> onFx(() ->
                    robot.lookup(".facts-title").queryAs(Label.class).getText().endsWith("closed")));
            assertThat(values(robot)).containsExactly("2 ms", "/", "h");
        }
    }

    @Test
    void choosingAnotherConnectionShowsTheFactsOfThatOne(FxRobot robot) throws Exception {
        show(robot, Locale.ENGLISH);
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            connection(0).facts().put(group("Ping", verbatim("Round trip", "1 ms")));
            connection(1).facts().put(group("Ping", verbatim("Round trip", "2 ms")));
            await().until(() -> onFx(() -> table(robot).getItems().size() == 3));

            robot.interact(() -> table(robot).getSelectionModel().select(1));
            // What a pane that scrolls holds is there with the next picture only.
            await().untilAsserted(() -> assertThat(values(robot)).containsExactly("2 ms"));
            robot.interact(() -> table(robot).getSelectionModel().select(0));
            await().untilAsserted(() -> assertThat(values(robot)).containsExactly("1 ms"));
            robot.interact(() -> table(robot).getSelectionModel().select(2));
            await().untilAsserted(() -> assertThat(values(robot)).isEmpty());
            assertThat(first.isConnected() && second.isConnected() && third.isConnected())
                    .isTrue();
        }
    }

    @Test
    void valuesAreSelectedByKeyboardAndCopiedOneOrAll(FxRobot robot) throws Exception {
        show(robot, Locale.ENGLISH);
        try (Socket peer = connect()) {
            connection(0).facts().put(group("Encryption", verbatim("Protocol", "TLS 1.3"), verbatim("ALPN", "h2")));
            await().until(() -> values(robot).size() == 2 && !socket(robot).isEmpty());
            robot.interact(() -> robot.lookup(".facts .wrapped-text").query().requestFocus());

            robot.push(KeyCode.DOWN);
            robot.push(KeyCode.CONTROL, KeyCode.C);

            assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("h2");
            robot.interact(
                    () -> robot.lookup("#copy-facts").queryAs(Button.class).fire());
            assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .startsWith("#1")
                    .contains("\n\nEncryption\n  Protocol: TLS 1.3\n  ALPN: h2\n");
            assertThat(peer.isConnected()).isTrue();
        }
    }

    @Test
    void manyFactsFitBesideTheChartsInBothLanguagesAndThemes(FxRobot robot) throws Exception {
        try (Socket peer = connect()) {
            Connection connection = connection(0);
            connection
                    .facts()
                    .put(group(
                            "Encryption",
                            verbatim("Protocol", "TLS 1.3"),
                            verbatim("Cipher", "TLS_AES_256_GCM_SHA384"),
                            new Fact(
                                    Phrase.verbatim("Chain"),
                                    Phrase.verbatim("leads to an authority of this system"),
                                    Fact.Tone.GOOD),
                            new Fact(Phrase.verbatim("Validity"), Phrase.verbatim("ends in 3 days"), Fact.Tone.WARNING),
                            new Fact(
                                    Phrase.verbatim("Name"),
                                    Phrase.verbatim("the certificate is not for example.org but for localhost"),
                                    Fact.Tone.BAD)));
            IntStream.range(1, 3)
                    .mapToObj(i -> group(
                            "Certificate " + i,
                            verbatim("Subject", "CN=localhost, O=Somebody who has a long name, C=DE"),
                            verbatim("SHA-256", FINGERPRINT)))
                    .forEach(connection.facts()::put);
            for (Locale language : Texts.LANGUAGES) {
                for (boolean dark : List.of(false, true)) {
                    robot.interact(() -> Application.setUserAgentStylesheet(
                            dark
                                    ? new PrimerDark().getUserAgentStylesheet()
                                    : new PrimerLight().getUserAgentStylesheet()));
                    show(robot, language);
                    await().until(() -> values(robot).size() == 9);
                    String name = "panel-facts-" + language.getLanguage() + (dark ? "-dark" : "-light");
                    Shots.take(stage, name);
                    List<Boolean> legible = onFx(() -> areas(robot, false).stream()
                            .map(value -> value.getHeight() >= contentHeight(value))
                            .toList());
                    assertThat(legible).hasSize(9).doesNotContain(false);
                    List<Paint> colours = onFx(() -> areas(robot, false).stream()
                            .map(value -> ((Text) value.lookup(".text")).getFill())
                            .distinct()
                            .toList());
                    assertThat(colours)
                            .as("plain, good, warning, bad, and none as if there were no style")
                            .hasSize(4)
                            .doesNotContain(Color.BLACK);
                    assertThat(onFx(() -> robot.lookup("#facts")
                                    .query()
                                    .getLayoutBounds()
                                    .getHeight()))
                            .isGreaterThan(150);
                }
            }
            assertThat(peer.isConnected()).isTrue();
        }
    }

    private static double contentHeight(TextArea value) {
        return value.lookup(".content").getLayoutBounds().getHeight();
    }
}
