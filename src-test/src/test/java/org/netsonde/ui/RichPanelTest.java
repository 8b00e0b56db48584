package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.settle;
import static org.netsonde.ui.Steps.there;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.workspace.SentMessage;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The panel of a protocol whose messages have groups, a history, command lines and replies of every sort. */
@ExtendWith(ApplicationExtension.class)
class RichPanelTest {

    private static final byte[] NO_BODY = {};

    @TempDir
    Path folder;

    private Stage stage;
    private PanelStage panels;
    private Endpoint client;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void showClient(FxRobot robot) throws Exception {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage, RichProtocol.registry(RichPanelTest::answer));
        client = panels.add("Rich", "rich-client", "{}");
        client.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        robot.interact(() -> panels.show(client, Locale.ENGLISH, 1030, 740));
        await().until(() ->
                onFx(() -> !robot.lookup("#send").queryAs(Button.class).isDisabled()));
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private static byte[] answer(String url) {
        return switch (url) {
            case "/image" -> reply("image/png", png());
            case "/bomb" -> reply("image/png", bomb());
            case "/xml" -> reply("application/xml", "<?xml version=\"1.0\"?><a x=\"1\"><b>t &amp; u</b><c/></a>");
            case "/dtd" ->
                reply("application/xml", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>");
            case "/text" -> reply("text/plain", "plain \u001b[31m text");
            case "/nothing" -> HttpText.of("HTTP/1.1 204 No Content\r\n", NO_BODY);
            case "/binary" -> reply("application/octet-stream", new String(new char[] {1, 2, 3}));
            case "/named" ->
                HttpText.of(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\n"
                                + "content-disposition: attachment; filename=\"../../up/list.csv\"\r\n",
                        "a,b\n".getBytes(StandardCharsets.UTF_8));
            default -> reply("application/json", "{\"path\": \"" + url + "\", \"n\": 1.10}");
        };
    }

    private static byte[] reply(String type, String body) {
        return reply(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] reply(String type, byte[] body) {
        return HttpText.of("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\n", body);
    }

    private static byte[] png() {
        BufferedImage image = new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 120; x++) {
            for (int y = 0; y < 80; y++) {
                image.setRGB(x, y, x * 2 << 16 | y * 3 << 8);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Says that it is 60,000 pixels wide and high. */
    private static byte[] bomb() {
        byte[] png = png();
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        return png;
    }

    private static boolean visible(FxRobot robot, String query) {
        return onFx(() ->
                robot.lookup(query).tryQuery().filter(RichPanelTest::isShown).isPresent());
    }

    private static boolean isShown(Node node) {
        for (Node part = node; part != null; part = part.getParent()) {
            if (!part.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> {
            TextInputControl field = robot.lookup(query).queryAs(TextInputControl.class);
            field.requestFocus();
            field.setText(text);
        });
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(TextInputControl.class).getText());
    }

    private static String label(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(Labeled.class).getText());
    }

    private static void fire(FxRobot robot, String query) {
        robot.interact(() -> robot.lookup(query).queryAs(Button.class).fire());
    }

    private static void open(FxRobot robot, String group) {
        robot.interact(() -> robot.lookup("#message-group-" + group)
                .queryAs(ToggleButton.class)
                .setSelected(true));
        settle(robot);
    }

    private static void method(FxRobot robot, String method) {
        robot.interact(() -> robot.lookup("#inline-method")
                .queryAs(ComboBox.class)
                .getEditor()
                .setText(method));
    }

    @SuppressWarnings("unchecked") // the box's own type
    private static void kind(FxRobot robot, String field, String word) {
        robot.interact(() -> ((ComboBox<String>) robot.lookup(field).queryAs(ComboBox.class)).setValue(word));
        settle(robot);
    }

    @SuppressWarnings("unchecked") // the table's own type
    private static TableView<TrafficRow> table(FxRobot robot) {
        return robot.lookup("#traffic-table").queryAs(TableView.class);
    }

    private static List<String> sent(FxRobot robot) {
        return onFx(() -> table(robot).getItems().stream()
                .filter(row -> row.message().direction() == Direction.OUT)
                .map(row -> row.message().text())
                .toList());
    }

    /** Sends to an address and chooses the reply. */
    private static void ask(FxRobot robot, String url) {
        int before = sent(robot).size();
        fill(robot, "#payload", url);
        fire(robot, "#send");
        await().until(() -> onFx(() -> {
            List<TrafficRow> rows = table(robot).getItems();
            return sent(robot).size() > before && rows.getLast().message().direction() == Direction.IN;
        }));
        robot.interact(() ->
                table(robot).getSelectionModel().select(table(robot).getItems().size() - 1));
        // Followed again, so that the next one comes into the table.
        settle(robot);
    }

    private static String tab(FxRobot robot) {
        return onFx(() -> robot.lookup("#detail-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .getSelectedItem()
                .getId());
    }

    private static List<String> tabs(FxRobot robot) {
        return onFx(() -> robot.lookup("#detail-tabs").queryAs(TabPane.class).getTabs().stream()
                .map(Tab::getText)
                .toList());
    }

    private static void back(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#traffic-follow").queryAs(Button.class).fire());
    }

    @Test
    void enterInTheAddressSendsAndGroupsAreClosedUntilTheyAreAskedFor(FxRobot robot) {
        assertThat(visible(robot, "#message-editors")).isFalse();
        assertThat(onFx(() -> robot.lookup("#target").query().isVisible()))
                .as("there is one connection only")
                .isFalse();
        assertThat(onFx(() -> robot.lookup("#payload").query().getAccessibleText()))
                .isNotEqualTo("Message to send");
        fill(robot, "#payload", "/get?a=1");
        method(robot, "PURGE");
        robot.interact(() -> robot.lookup("#payload").query().requestFocus());
        robot.push(KeyCode.ENTER);
        await().until(() -> sent(robot).size() == 1);
        assertThat(sent(robot).getFirst()).startsWith("PURGE /get?a=1 HTTP/1.1");
    }

    @Test
    void jsonIsWrittenIndentedCheckedAndSentFromItsField(FxRobot robot) {
        method(robot, "POST");
        fill(robot, "#payload", "/post");
        open(robot, "content");
        kind(robot, "#field-content", "json");
        fill(robot, "#field-json", "{\"name\": \"Alice\", \"age\": 25.10, }");
        assertThat(label(robot, ".lines-remark")).startsWith("Not JSON: line 1, column ");
        fill(robot, "#field-json", "{\"name\": \"Alice\", \"age\": 25.10}");
        assertThat(label(robot, ".lines-remark")).isEqualTo("This is JSON.");
        assertThat(label(robot, "#message-group-content")).contains(" JSON");
        Shots.take(stage, "rich-json");
        fire(robot, "#indent-json");
        assertThat(text(robot, "#field-json")).isEqualTo("{\n  \"name\" : \"Alice\",\n  \"age\" : 25.10\n}");
        robot.interact(() -> robot.lookup("#field-json").query().requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.ENTER);
        robot.release(KeyCode.ENTER, KeyCode.CONTROL);
        await().until(() -> sent(robot).size() == 1);
        assertThat(sent(robot).getFirst()).startsWith("POST /post").endsWith("\"age\" : 25.10\n}");
    }

    @Test
    void theTrafficMayHaveTheRoomOfSettingsAndCharts(FxRobot robot) {
        double before = trafficHeight(robot);
        robot.interact(() ->
                robot.lookup("#traffic-enlarge").queryAs(ToggleButton.class).fire());
        assertThat(robot.lookup("#tab-settings").tryQuery()).isEmpty();
        assertThat(trafficHeight(robot)).isGreaterThan(before + 150);
        Shots.take(stage, "rich-enlarged");
        robot.interact(() ->
                robot.lookup("#traffic-enlarge").queryAs(ToggleButton.class).fire());
        assertThat(robot.lookup("#tab-settings").tryQuery()).isPresent();
        assertThat(trafficHeight(robot)).isCloseTo(before, within(5.0));
    }

    private double trafficHeight(FxRobot robot) {
        return onFx(() -> {
            stage.getScene().getRoot().layout();
            return ((Region) robot.lookup("#traffic-table").query()).getHeight();
        });
    }

    @Test
    void aLongTextLeavesTheRestInView(FxRobot robot) {
        open(robot, "content");
        kind(robot, "#field-content", "json");
        fill(robot, "#field-json", "[\n" + "1,\n".repeat(3_000) + "1]");
        WaitForAsyncUtils.waitForFxEvents();
        for (String part : List.of("#send", "#traffic-filter", "#start-stop", "#send-status")) {
            assertThat(onFx(() -> {
                        Node node = robot.lookup(part).query();
                        double top = node.localToScene(0, 0).getY();
                        return top >= 0 && top < stage.getScene().getHeight() - 10;
                    }))
                    .as(part)
                    .isTrue();
        }
        Shots.take(stage, "rich-long");
        robot.interact(() -> robot.lookup("#field-json").query().requestFocus());
        robot.push(KeyCode.ESCAPE);
        assertThat(visible(robot, "#message-editors")).isFalse();
    }

    @Test
    void whatIsWrongIsMarkedOnTheGroupThatHoldsIt(FxRobot robot) {
        open(robot, "headers");
        fire(robot, ".message-editor .add");
        List<TextField> fields =
                onFx(() -> robot.lookup(".message-editor .list-row .text-field").queryAllAs(TextField.class).stream()
                        .toList());
        assertThat(onFx(() -> fields.stream().map(TextField::getPromptText).toList()))
                .as("names stand in the fields")
                .doesNotContain("");
        robot.interact(() -> fields.getFirst().setText("bad name"));
        assertThat(onFx(() -> robot.lookup("#send").query().isDisabled())).isTrue();
        assertThat(onFx(() -> robot.lookup("#message-group-headers")
                        .query()
                        .getPseudoClassStates()
                        .toString()))
                .contains("bad");
        robot.interact(() -> fields.getFirst().setText("x-good"));
        assertThat(label(robot, "#message-group-headers")).endsWith(" 1");
        assertThat(onFx(() -> robot.lookup("#send").query().isDisabled())).isFalse();
    }

    @Test
    void repliesAreShownAsWhatTheyAre(FxRobot robot) {
        ask(robot, "/json");
        assertThat(tab(robot)).isEqualTo("detail-tab-json");
        assertThat(text(robot, "#detail-json")).contains("\"n\" : 1.10");
        assertThat(tabs(robot)).containsExactly("Body", "JSON", "Head", "Hex", "Raw");
        Shots.take(stage, "rich-reply-json");
        back(robot);
        ask(robot, "/xml");
        assertThat(tab(robot)).isEqualTo("detail-tab-xml");
        assertThat(text(robot, "#detail-xml"))
                .isEqualTo("<?xml version=\"1.0\"?>\n<a x=\"1\">\n  <b>t &amp; u</b>\n  <c/>\n</a>");
        back(robot);
        ask(robot, "/dtd");
        assertThat(tabs(robot)).containsExactly("Body", "Head", "Hex", "Raw");
        assertThat(tab(robot)).isEqualTo("detail-tab-text");
        back(robot);
        ask(robot, "/nothing");
        assertThat(tab(robot)).isEqualTo("detail-tab-head");
        assertThat(text(robot, "#detail-head")).startsWith("HTTP/1.1 204 No Content");
        back(robot);
        ask(robot, "/binary");
        assertThat(tab(robot)).isEqualTo("detail-tab-hex");
        back(robot);
        ask(robot, "/text");
        assertThat(tab(robot)).isEqualTo("detail-tab-text");
        assertThat(text(robot, "#detail-text")).isEqualTo("plain \\x1b[31m text");
        assertThat(text(robot, "#detail-raw")).startsWith("HTTP/1.1 200 OK\n").endsWith("plain \\x1b[31m text");
    }

    @Test
    void picturesAreDecodedUnlessTheyAreTooLarge(FxRobot robot) {
        ask(robot, "/image");
        assertThat(tab(robot)).isEqualTo("detail-tab-image");
        await().until(() -> onFx(
                () -> robot.lookup("#detail-picture").queryAs(ImageView.class).getImage() != null));
        assertThat(label(robot, "#detail-picture-size")).isEqualTo("PNG · 120 × 80 pixels");
        Shots.take(stage, "rich-reply-image");
        back(robot);
        ask(robot, "/bomb");
        assertThat(label(robot, "#detail-picture-size")).contains("Too large");
        assertThat(onFx(() ->
                        robot.lookup("#detail-picture").queryAs(ImageView.class).getImage()))
                .isNull();
    }

    @Test
    void theViewThatTheUserChoseStaysWhereThereIsOne(FxRobot robot) {
        ask(robot, "/json");
        robot.interact(() -> robot.lookup("#detail-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(2));
        assertThat(tab(robot)).isEqualTo("detail-tab-head");
        back(robot);
        ask(robot, "/image");
        assertThat(tab(robot)).isEqualTo("detail-tab-head");
    }

    @Test
    void theBodyIsSavedUnderTheNameThatItHasWithoutItsFolders(FxRobot robot) throws IOException {
        ask(robot, "/named");
        Path file = folder.resolve("saved.csv");
        panels.saveTo(file);
        fire(robot, "#save-body");
        assertThat(Files.readString(file)).isEqualTo("a,b\n");
        assertThat(panels.written()).isEqualTo(file);
        assertThat(panels.proposed()).isEqualTo("list.csv");
    }

    @Test
    void messagesAreCopiedAsCommandsFromTheBoxAndFromTheTraffic(FxRobot robot) {
        fill(robot, "#payload", "/copied");
        fire(robot, "#copy-command");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("fetch GET /copied");
        assertThat(panels.notices).containsExactly("Copied as a fetch command.");
        fill(robot, "#payload", "/sent");
        fire(robot, "#send");
        await().until(() -> onFx(() -> table(robot).getItems().size() == 2));
        robot.interact(() -> table(robot).getSelectionModel().select(1));
        assertThat(command(robot).isDisable()).as("a reply").isTrue();
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        MenuItem copy = command(robot);
        assertThat(copy.isDisable()).isFalse();
        robot.interact(copy::fire);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("fetch GET /sent");
    }

    @Test
    void whatWasRecordedInPartIsNeitherSentAgainNorCopiedAsACommand(FxRobot robot) {
        fill(robot, "#payload", RichProtocol.CUT);
        fire(robot, "#send");
        await().until(() -> onFx(() -> table(robot).getItems().size() == 2));
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        assertThat(command(robot).isDisable()).isTrue();
        assertThat(onFx(() -> robot.lookup("#resend").query().isDisabled())).isTrue();
        assertThat(label(robot, "#detail-cut")).contains("send it again");
    }

    private static MenuItem command(FxRobot robot) {
        return onFx(() -> {
            MenuButton copy = robot.lookup("#detail-copy").queryAs(MenuButton.class);
            copy.getOnShowing().handle(null);
            return copy.getItems().getLast();
        });
    }

    @Test
    void aPastedCommandBecomesTheMessageAndItsSecretsAreStored(FxRobot robot) {
        clipboard(robot, "fetch PUT /pasted geheim");
        fire(robot, "#paste-command");
        assertThat(text(robot, "#payload")).isEqualTo("/pasted");
        assertThat(panels.stored).containsEntry("fetch-token", "geheim");
        assertThat(label(robot, "#send-status")).isEqualTo("Nothing else was read.");

        clipboard(robot, "fetch");
        fire(robot, "#paste-command");
        assertThat(label(robot, "#send-status")).startsWith("There is no fetch command on the clipboard");
        clipboard(robot, "fetch PUT");
        fire(robot, "#paste-command");
        assertThat(label(robot, "#send-status")).isEqualTo("An address is missing.");
        assertThat(text(robot, "#payload")).as("what was written stays").isEqualTo("/pasted");
    }

    private static void clipboard(FxRobot robot, String text) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    @Test
    void aCommandPastedIntoTheAddressIsAskedAbout(FxRobot robot) {
        clipboard(robot, "fetch DELETE\n /there");
        fill(robot, "#payload", "");
        robot.interact(() -> robot.lookup("#payload").queryAs(TextArea.class).paste());
        await().until(() -> visible(robot, "#paste-use"));
        assertThat(text(robot, "#payload")).isEmpty();
        Shots.take(stage, "rich-paste");
        fire(robot, "#paste-use");
        assertThat(text(robot, "#payload")).isEqualTo("/there");
        assertThat(onFx(() -> robot.lookup("#inline-method")
                        .queryAs(ComboBox.class)
                        .getEditor()
                        .getText()))
                .isEqualTo("DELETE");

        fill(robot, "#payload", "");
        robot.interact(() -> robot.lookup("#payload").queryAs(TextArea.class).paste());
        await().until(() -> visible(robot, "#paste-use"));
        fire(robot, "#paste-text");
        assertThat(text(robot, "#payload")).isEqualTo("fetch DELETE/there");
    }

    @Test
    void whatWasSentIsKeptOnceBroughtBackAndForgotten(FxRobot robot) {
        for (String url : List.of("/one", "/two", "/one")) {
            fill(robot, "#payload", url);
            fire(robot, "#send");
        }
        assertThat(panels.of(client).messages().stream()
                        .map(SentMessage::message)
                        .map(message -> message.path("url").asString())
                        .toList())
                .containsExactly("/two", "/one");
        robot.interact(() -> panels.show(client, Locale.ENGLISH, 1030, 740));
        robot.interact(() -> robot.lookup("#payload").query().requestFocus());
        robot.push(KeyCode.UP);
        robot.push(KeyCode.UP);
        assertThat(text(robot, "#payload")).as("also in a new panel").isEqualTo("/two");

        robot.clickOn("#history");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(onFx(() -> robot.lookup(".history-item .label").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .filter(text -> text.startsWith("GET"))
                        .toList()))
                .containsExactly("GET /one", "GET /two");
        robot.clickOn(robot.lookup(".history-item .label")
                .match((Label label) -> label.getText().equals("GET /one"))
                .queryLabeled());
        assertThat(text(robot, "#payload")).isEqualTo("/one");
        assertThat(label(robot, "#message-group-query")).as("nothing is in it").isEqualTo("Query");
        robot.clickOn("#history");
        robot.clickOn("Clear history");
        assertThat(panels.of(client).messages()).isEmpty();
    }

    @Test
    void filesThatAreSavedHaveATabWhereTheyAreFollowedCancelledAndResumed(FxRobot robot) {
        assertThat(robot.lookup("#tab-files").tryQuery()).isEmpty();
        Path file = folder.resolve("archive.zip");
        open(robot, "saveTo");
        fill(robot, "#field-saveTo", file.toString());
        fill(robot, "#payload", "/archive");
        fire(robot, "#send");
        await().until(() -> there(robot, "#tab-files"));
        robot.interact(() -> {
            TabPane tabs = robot.lookup(".panel-tabs").queryAs(TabPane.class);
            tabs.getSelectionModel().select(tabs.getTabs().size() - 1);
        });
        settle(robot);
        SavedSlowly saving = (SavedSlowly) client.transfers().list().getFirst();
        assertThat(label(robot, ".transfer-name")).isEqualTo("archive.zip");
        Path named = folder.resolve("named").resolve("archive (1).zip");
        saving.into(named);
        await().until(() -> label(robot, ".transfer-name").equals("archive (1).zip"));
        assertThat(onFx(() -> robot.lookup(".transfer-cancel").query().getAccessibleText()))
                .contains("archive (1).zip");
        saving.at(2_000_000, 8_000_000);
        await().until(() -> label(robot, ".transfer-progress").matches("Saving  ·  2[.0]* MB of 8[.0]* MB.*"));
        assertThat(onFx(() -> robot.lookup(".transfer .progress-bar")
                        .queryAs(ProgressBar.class)
                        .getProgress()))
                .isEqualTo(0.25);
        Shots.take(stage, "rich-files");

        fire(robot, ".transfer-cancel");
        assertThat(saving.state()).isEqualTo(Transfer.State.CANCELLED);
        assertThat(label(robot, ".transfer-progress")).startsWith("Cancelled");
        fire(robot, ".transfer-resume");
        assertThat(saving.state()).isEqualTo(Transfer.State.RUNNING);
        saving.fail(Failure.of(Failure.Kind.NOT_CONNECTED, "notRunning", "Rich"));
        await().until(() -> label(robot, ".transfer-progress").startsWith("Failed"));
        assertThat(label(robot, ".transfer-why")).contains("Rich");
        saving.resume();
        saving.finish();
        await().until(() -> label(robot, ".transfer-progress").startsWith("Saved"));
        fire(robot, ".transfer-folder");
        assertThat(panels.shownFolder).isEqualTo(named.getParent());
        fire(robot, ".transfer-forget");
        await().until(() -> !there(robot, "#tab-files"));
    }

    @Test
    void aServerThatOnlyAnswersHasNoSendBox(FxRobot robot) {
        Endpoint server = panels.add("Answers", "rich-server", "{}");
        robot.interact(() -> panels.show(server, Locale.ENGLISH, 1030, 740));
        for (String part : List.of("#send", "#payload", "#saved", "#history")) {
            assertThat(robot.lookup(part).tryQuery()).as(part).isEmpty();
        }
        Shots.take(stage, "rich-server");
    }

    @Test
    void everythingFitsInBothLanguagesAndThemes(FxRobot robot) throws Exception {
        for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (boolean dark : List.of(false, true)) {
                String theme =
                        dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
                robot.interact(() -> Application.setUserAgentStylesheet(theme));
                robot.interact(() -> panels.show(client, language, 1030, 740));
                open(robot, "authorization");
                kind(robot, "#field-authorization", "basic");
                fill(robot, "#payload", "/image");
                robot.interact(() ->
                        robot.lookup("#field-user").queryAs(TextField.class).setText("alice"));
                String name = "rich-" + (dark ? "dark" : "light") + "-" + language.getLanguage();
                Shots.take(stage, name);
                assertThat(Arrays.asList("#send", "#saved", "#history", "#copy-command", "#paste-command"))
                        .allMatch(part -> onFx(() -> !isCut(robot.lookup(part).queryAs(Labeled.class))));
            }
        }
    }

    private static boolean isCut(Labeled labeled) {
        return labeled.lookupAll(".text").stream()
                .filter(javafx.scene.text.Text.class::isInstance)
                .map(javafx.scene.text.Text.class::cast)
                .anyMatch(text -> text.getText().endsWith("..."));
    }
}
