package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.settle;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.JsonNode;

/** What a relay's panel has beside that of others: back ends, faults and held messages. */
@ExtendWith(ApplicationExtension.class)
class RelayPanelTest {

    private Stage stage;
    private PanelStage panels;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void makeEngine() {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage);
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private Endpoint relay(String settings) {
        return panels.add("Relay", "relay", settings.replace('\'', '"'));
    }

    private Endpoint show(FxRobot robot, Endpoint endpoint, String tab) {
        return show(robot, endpoint, tab, Locale.ENGLISH);
    }

    private Endpoint show(FxRobot robot, Endpoint endpoint, String tab, Locale language) {
        robot.interact(() -> {
            panels.show(endpoint, language, 1024, 740);
            TabPane pane = find(robot, ".panel-tabs");
            pane.getSelectionModel()
                    .select(pane.getTabs().stream()
                            .filter(each -> tab.equals(each.getId()))
                            .findFirst()
                            .orElseThrow());
        });
        settle(robot);
        return endpoint;
    }

    private <T> T onFx(Callable<T> value) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, value);
    }

    private <T extends Node> T find(FxRobot robot, String query) {
        return robot.lookup(query).query();
    }

    private <T extends Node> List<T> all(FxRobot robot, String query) {
        return List.copyOf(robot.lookup(query).<T>queryAll());
    }

    private static JsonNode stored(Endpoint endpoint, String option) {
        return endpoint.settings().path(option);
    }

    private void fire(FxRobot robot, String menu, String item) {
        robot.interact(() -> {
            MenuButton button = find(robot, menu);
            Optional.ofNullable(button.getOnShowing()).ifPresent(menus -> menus.handle(null));
            items(button)
                    .filter(each -> item.equals(each.getId()) || item.equals(each.getText()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            items(button).map(MenuItem::getText).toList()))
                    .fire();
        });
    }

    private static Stream<MenuItem> items(MenuButton button) {
        return button.getItems().stream();
    }

    private List<String> titles(FxRobot robot) {
        return onFx(() -> this.<Labeled>all(robot, ".entry-card .list-fold").stream()
                .map(Labeled::getText)
                .toList());
    }

    @Test
    void serversOfTheWorkspaceAndPlacesBecomeBackEnds(FxRobot robot) {
        panels.add("Echo", "tcp-server", "{}");
        Endpoint relay = show(robot, relay("{'note': 'mine'}"), "tab-back-ends");
        assertThat(onFx(() -> find(robot, "#add-first-back-end").isVisible())).isTrue();
        robot.interact(() -> panels.screenshot("relay-back-ends-empty"));

        fire(robot, "#add-first-back-end", "Echo");
        fire(robot, "#add-back-end", "add-place");

        assertThat(stored(relay, "backEnds").toString()).isEqualTo("[{\"target\":\"Echo\"},{\"port\":8002}]");
        assertThat(stored(relay, "note").asString()).isEqualTo("mine");
        assertThat(titles(robot)).containsExactly("Echo", "127.0.0.1:8002");
        assertThat(panels.changed).contains(relay);
    }

    @Test
    void eachBackEndShowsItsShareAgainstTheIdeal(FxRobot robot) {
        Endpoint relay = relay("{'backEnds': [{'port': 8001, 'weight': 3}, {'port': 8002}, {'target': 'Echo'}]}");
        relay.backEnds()
                .show(List.of(
                        new Behind("127.0.0.1:8001", 3, BackEnd.State.UP, 12, 60, 0, 0.75),
                        new Behind("127.0.0.1:8002", 1, BackEnd.State.DRAINING, 4, 30, 0, 0),
                        new Behind("Echo", 1, BackEnd.State.EJECTED, 0, 10, 3, 0.25)));
        show(robot, relay, "tab-back-ends");

        List<String> shares = onFx(() -> this.<Label>all(robot, ".back-end-share").stream()
                .map(Label::getText)
                .toList());
        List<String> states = onFx(() -> this.<Label>all(robot, ".back-end-state").stream()
                .map(Label::getText)
                .toList());
        robot.interact(() -> panels.screenshot("relay-back-ends"));

        assertThat(shares).containsExactly("60% (ideal 75%)", "30% (ideal 0%)", "10% (ideal 25%)");
        assertThat(states.get(0)).startsWith("Up").endsWith("1:15");
        assertThat(states.get(1)).startsWith("Draining");
        assertThat(states.get(2)).startsWith("Ejected");
        assertThat(onFx(() -> this.<Label>all(robot, ".back-end-why").stream()
                        .filter(Node::isVisible)
                        .count()))
                .isOne();

        robot.interact(() -> this.<Button>find(robot, "#count-anew").fire());

        assertThat(onFx(() ->
                        this.<Label>all(robot, ".back-end-share").getFirst().getText()))
                .startsWith("0%");
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        show(robot, relay, "tab-back-ends", Locale.SIMPLIFIED_CHINESE);
        robot.interact(() -> panels.screenshot("relay-back-ends-dark-zh"));
    }

    @Test
    void weightAndDrainingAreSetInTheRow(FxRobot robot) {
        Endpoint relay = show(robot, relay("{'backEnds': [{'port': 8001, 'extra': 1}]}"), "tab-back-ends");

        robot.interact(() -> this.<Spinner<Integer>>find(robot, ".spinner.weight")
                .getValueFactory()
                .increment(4));
        fire(robot, ".back-end-menu", "Drain: no new connections");

        assertThat(stored(relay, "backEnds").toString())
                .isEqualTo("[{\"port\":8001,\"extra\":1,\"weight\":5,\"draining\":true}]");

        fire(robot, ".back-end-menu", "Stop draining");
        assertThat(stored(relay, "backEnds").toString()).isEqualTo("[{\"port\":8001,\"extra\":1,\"weight\":5}]");

        fire(robot, ".back-end-menu", "Remove");
        assertThat(stored(relay, "backEnds").toString()).isEqualTo("[]");
        assertThat(onFx(() -> find(robot, "#add-first-back-end").isVisible())).isTrue();
    }

    @Test
    void whatIsTypedAsAWeightIsANumberOrNothing(FxRobot robot) {
        Endpoint relay = show(robot, relay("{'backEnds': [{'port': 8001, 'weight': 4}]}"), "tab-back-ends");
        Spinner<Integer> weight = find(robot, ".spinner.weight");

        robot.interact(() -> {
            weight.getEditor().setText("abc");
            weight.getEditor().fireEvent(new ActionEvent());
        });
        assertThat(weight.getEditor().getText()).isEqualTo("4");

        robot.interact(() -> {
            weight.getEditor().setText("");
            weight.commitValue();
            weight.increment();
        });
        assertThat(stored(relay, "backEnds").toString()).isEqualTo("[{\"port\":8001,\"weight\":5}]");

        robot.interact(() -> {
            weight.getEditor().setText("5000");
            weight.getEditor().fireEvent(new ActionEvent());
        });
        assertThat(stored(relay, "backEnds").get(0).path("weight").asInt()).isEqualTo(1000);
    }

    @Test
    void theWayOfBalancingIsChosenAboveTheBackEnds(FxRobot robot) {
        Endpoint relay = show(robot, relay("{}"), "tab-back-ends");

        robot.interact(
                () -> this.<ComboBox<String>>find(robot, "#inline-balancing").setValue("weighted"));
        assertThat(stored(relay, "balancing").asString()).isEqualTo("weighted");

        robot.interact(
                () -> this.<ComboBox<String>>find(robot, "#inline-balancing").setValue("round-robin"));
        assertThat(relay.settings().has("balancing")).isFalse();
    }

    @Test
    void faultsAreAddedAndTurnedOffAndOnAgain(FxRobot robot) {
        Endpoint relay = show(robot, relay("{}"), "tab-faults");
        robot.interact(() -> panels.screenshot("relay-faults-empty"));

        fire(robot, "#add-first-fault", "add-fault-latency");
        fire(robot, "#add-fault", "add-fault-latency");
        assertThat(stored(relay, "faults").size()).isEqualTo(2);
        assertThat(titles(robot)).allMatch(title -> title.endsWith("100ms"));

        robot.interact(() -> this.<CheckBox>all(robot, ".fault-on").getLast().setSelected(false));
        assertThat(stored(relay, "faults").get(0).path("on").asBoolean(true)).isTrue();
        assertThat(stored(relay, "faults").get(1).path("on").asBoolean(true)).isFalse();
        robot.interact(() -> panels.screenshot("relay-faults"));

        robot.interact(() -> this.<Button>find(robot, "#faults-all").fire());
        assertThat(stored(relay, "faults").get(0).path("on").asBoolean(true)).isFalse();
        robot.interact(() -> this.<Button>find(robot, "#faults-all").fire());
        assertThat(stored(relay, "faults").toString()).doesNotContain("on\"");

        robot.interact(() -> this.<Button>all(robot, ".fault-remove").getFirst().fire());
        assertThat(stored(relay, "faults").size()).isOne();
    }

    @Test
    void whatIsWrongWithAFaultStandsInItsCard(FxRobot robot) {
        show(robot, relay("{'faults': [{'probability': 7}]}"), "tab-faults");

        String problem = onFx(() -> this.<Label>all(robot, ".entry-card .problem").stream()
                .filter(Label::isVisible)
                .map(Label::getText)
                .findFirst()
                .orElse(""));

        assertThat(problem).contains("7");
    }

    @Test
    void aHeldMessageIsPassedOnAsItIsOrChanged(FxRobot robot) {
        Endpoint relay = relay("{}");
        Held first = new Held(relay.held(), true, "GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        Held second = new Held(relay.held(), false, "secret: 42");
        Held third = new Held(relay.held(), true, "drop me");
        show(robot, relay, "tab-held");
        assertThat(onFx(() -> this.<TextArea>find(robot, "#held-content").getText()))
                .isEqualTo("GET / HTTP/1.1\nHost: here\n\n");
        robot.interact(() -> panels.screenshot("relay-held"));

        robot.interact(() -> {
            TextArea area = find(robot, "#held-content");
            area.setText(area.getText().replace("here", "there"));
        });
        robot.interact(() -> this.<Button>find(robot, "#held-changed").fire());

        assertThat(first.sent).containsExactly("GET / HTTP/1.1\r\nHost: there\r\n\r\n");
        assertThat(onFx(() -> this.<TextArea>find(robot, "#held-content").getText()))
                .as("the next that waits")
                .isEqualTo("secret: 42");

        robot.interact(() -> this.<Button>find(robot, "#held-forward").fire());
        assertThat(second.sent).containsExactly("secret: 42");

        robot.interact(() -> find(robot, "#held").requestFocus());
        robot.type(KeyCode.D);
        assertThat(third.state()).isEqualTo(HeldMessage.State.DROPPED);
        assertThat(third.sent).isEmpty();
        assertThat(onFx(() -> this.<Button>find(robot, "#held-forward").isDisabled()))
                .isTrue();

        robot.interact(() -> this.<Button>find(robot, "#held-replay").fire());
        assertThat(third.sent).containsExactly("drop me");

        robot.interact(() -> this.<Button>find(robot, "#held-forget").fire());
        assertThat(relay.held().list()).isEmpty();
    }

    @Test
    void hexThatIsNoneIsNotPassedOn(FxRobot robot) {
        Endpoint relay = relay("{}");
        Held message = new Held(relay.held(), true, "AB");
        show(robot, relay, "tab-held");

        robot.interact(() ->
                this.<ComboBox<StreamMessage.Format>>find(robot, "#held-format").setValue(StreamMessage.Format.HEX));
        assertThat(onFx(() -> this.<TextArea>find(robot, "#held-content").getText()))
                .isEqualTo("41 42");
        robot.interact(() -> this.<TextArea>find(robot, "#held-content").setText("41 4"));

        assertThat(onFx(() -> this.<Button>find(robot, "#held-changed").isDisabled()))
                .isTrue();
        assertThat(onFx(() -> find(robot, "#held-note").isVisible())).isTrue();

        robot.interact(() -> this.<TextArea>find(robot, "#held-content").setText("41 43"));
        robot.interact(() -> this.<Button>find(robot, "#held-changed").fire());
        assertThat(message.sent).containsExactly("AC");
    }

    @Test
    void whatIsTypedStaysWhileOthersArriveAndTimesOut(FxRobot robot) {
        Endpoint relay = relay("{}");
        Held message = new Held(relay.held(), true, "one");
        show(robot, relay, "tab-held");
        robot.interact(() -> this.<TextArea>find(robot, "#held-content").setText("one and more"));

        new Held(relay.held(), true, "two");
        TableView<HeldMessage> table = find(robot, "#held");
        await().until(() -> onFx(() -> table.getItems().size()) == 2);
        message.becomes(HeldMessage.State.TIMED_OUT);
        await().until(() -> onFx(() -> this.<Button>find(robot, "#held-changed").isDisabled()));

        assertThat(onFx(() -> this.<TextArea>find(robot, "#held-content").getText()))
                .isEqualTo("one and more");
        assertThat(message.sent).isEmpty();
    }

    @Test
    void whatIsTypedStaysWhenItsMessageLeavesTheList(FxRobot robot) {
        Endpoint relay = relay("{}");
        Held message = new Held(relay.held(), true, "one");
        Held other = new Held(relay.held(), true, "two");
        show(robot, relay, "tab-held");
        robot.interact(() -> this.<TextArea>find(robot, "#held-content").setText("one and more"));

        message.becomes(HeldMessage.State.TIMED_OUT);
        relay.held().forgetDecided();
        new Held(relay.held(), true, "three");
        TableView<HeldMessage> table = find(robot, "#held");
        await().until(() -> onFx(() -> table.getItems().size()) == 3);

        assertThat(onFx(() -> this.<TextArea>find(robot, "#held-content").getText()))
                .isEqualTo("one and more");
        robot.interact(() -> this.<Button>find(robot, "#held-replay").fire());
        assertThat(message.sent).containsExactly("one and more");

        robot.interact(() -> table.getSelectionModel().select(other));
        new Held(relay.held(), true, "four");
        // There were three before.
        await().until(() -> onFx(() -> table.getItems().stream().noneMatch(message::equals)));
        assertThat(onFx(() -> List.copyOf(table.getItems()))).hasSize(3);
    }

    @Test
    void whatIsNoSettingOfHoldingIsLeftAlone(FxRobot robot) {
        Endpoint relay = show(robot, relay("{'intercept': 'all'}"), "tab-held");

        assertThat(onFx(() -> find(robot, "#hold").isDisabled())).isTrue();
        assertThat(onFx(() -> this.<Label>all(robot, ".relay-pane .note").stream()
                        .anyMatch(note -> note.isVisible() && note.getText().contains("cannot be changed"))))
                .isTrue();

        robot.interact(() -> this.<CheckBox>find(robot, "#hold").setSelected(true));
        assertThat(stored(relay, "intercept").asString()).isEqualTo("all");
    }

    @Test
    void theSwitchOfHoldingIsASetting(FxRobot robot) {
        Endpoint relay = show(robot, relay("{'intercept': {'most': 3}}"), "tab-held");

        robot.interact(() -> this.<CheckBox>find(robot, "#hold").setSelected(true));
        assertThat(stored(relay, "intercept").toString()).isEqualTo("{\"most\":3,\"on\":true}");

        robot.interact(() -> this.<CheckBox>find(robot, "#hold").setSelected(false));
        assertThat(stored(relay, "intercept").toString()).isEqualTo("{\"most\":3}");
    }

    @Test
    void tabsSayHowMuchThereIs(FxRobot robot) {
        Endpoint relay = relay("{'backEnds': [{}, {'port': 1}], 'faults': [{}, {'on': false}]}");
        new Held(relay.held(), true, "wait");

        show(robot, relay, "tab-settings");

        assertThat(onFx(() -> this.<TabPane>find(robot, ".panel-tabs").getTabs().stream()
                        .map(Tab::getText)
                        .toList()))
                .containsSequence("Back ends (2)", "Faults (1)", "Held (1)");
        robot.interact(() -> panels.screenshot("relay-settings"));
    }

    @Test
    void aMessageHeldOnTheWayArrivesAsItWasChanged(FxRobot robot) throws Exception {
        Endpoint server = panels.add("Echo", "tcp-server", "{\"port\": 0, \"framing\": \"lines\"}");
        Endpoint relay = show(
                robot,
                relay("{'port': 0, 'framing': 'lines', 'backEnds': [{'target': 'Echo'}],"
                        + " 'intercept': {'direction': 'to-server',"
                        + " 'match': {'type': 'text', 'value': 'volt', 'mode': 'starts-with'}}}"),
                "tab-held");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        relay.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(relay).getPort())) {
            client.setSoTimeout(20_000);
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            client.getOutputStream().write("before\n".getBytes(StandardCharsets.UTF_8));
            assertThat(replies.readLine()).isEqualTo("before");

            robot.interact(() -> this.<CheckBox>find(robot, "#hold").setSelected(true));
            // Once this is back, the conversation has taken the new setting too.
            client.getOutputStream().write("after\n".getBytes(StandardCharsets.UTF_8));
            assertThat(replies.readLine()).isEqualTo("after");
            client.getOutputStream().write("volt 5\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> onFx(() ->
                            this.<TextArea>find(robot, "#held-content").getText())
                    .equals("volt 5"));
            robot.interact(() -> this.<TextArea>find(robot, "#held-content").setText("volt 500"));
            robot.interact(() -> this.<Button>find(robot, "#held-changed").fire());

            assertThat(replies.readLine()).isEqualTo("volt 500");
        }
    }

    @Test
    void aPresetTurnsItsFaultsOnAndAllOthersOff(FxRobot robot) {
        Endpoint relay = show(robot, relay("{'faults': [{'seed': 7}]}"), "tab-faults");

        fire(robot, "#fault-presets", "preset-3g");
        int all = stored(relay, "faults").size();
        assertThat(all).isGreaterThan(1);
        assertThat(stored(relay, "faults").get(0).toString()).isEqualTo("{\"seed\":7,\"on\":false}");
        assertThat(relay.check().problems()).isEmpty();
        robot.interact(() -> panels.screenshot("relay-faults-preset"));

        fire(robot, "#fault-presets", "preset-satellite");
        int more = stored(relay, "faults").size();
        fire(robot, "#fault-presets", "preset-3g");

        assertThat(stored(relay, "faults").size()).as("nothing twice").isEqualTo(more);
        assertThat(onFx(() -> this.<CheckBox>all(robot, ".fault-on").stream()
                        .filter(CheckBox::isSelected)
                        .count()))
                .isEqualTo(all - 1);
    }

    @Test
    void aPresetTakesUpWhatWasTypedAMomentBefore(FxRobot robot) throws Exception {
        Endpoint relay = show(
                robot,
                relay("{'port': 0, 'backEnds': [{}], 'faults': [{'fault': {'type': 'latency'}}]}"),
                "tab-faults");
        relay.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        robot.interact(() -> this.<ToggleButton>all(robot, ".entry-card .list-fold")
                .getFirst()
                .setSelected(true));
        settle(robot);
        TextField probability = onFx(() -> robot.from(this.<Node>find(robot, ".entry-card"))
                .lookup("#field-probability")
                .query());
        MenuItem preset = onFx(() -> items(this.<MenuButton>find(robot, "#fault-presets"))
                .filter(each -> "preset-3g".equals(each.getId()))
                .findFirst()
                .orElseThrow());

        // Both at once, so that typing has not paused.
        robot.interact(() -> {
            probability.setText("0.25");
            preset.fire();
        });

        JsonNode typed = stored(relay, "faults").get(0);
        assertThat(typed.path("probability").asDouble()).isEqualTo(0.25);
        assertThat(typed.path("on").asBoolean(true)).isFalse();
        assertThat(stored(relay, "faults").size()).isGreaterThan(1);
    }
}
