package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.netsonde.app.panel.SavedMessages;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.databind.JsonNode;

/** Keeps messages under names in the workspace. JavaFX thread only. */
final class SavedMessageActions implements SavedMessages {

    private static final String SAVE = "saved-name-save";

    private final Workbench workbench;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;

    SavedMessageActions(Workbench workbench, Texts texts, Notices notices, Prompts prompts) {
        this.workbench = workbench;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
    }

    @Override
    public List<SavedMessage> all() {
        return workbench.savedMessages();
    }

    private Optional<SavedMessage> named(String name) {
        return all().stream().filter(message -> message.name().equals(name)).findFirst();
    }

    @Override
    public void keep(JsonNode message) {
        if (prompts.showing()) {
            return;
        }
        TextField name = new TextField();
        name.setId("saved-name");
        name.setPromptText(texts.get("shell.messages.name"));
        name.setAccessibleText(texts.get("shell.messages.name"));
        Label remark = new Label();
        remark.getStyleClass().add(Styles.TEXT_MUTED);
        name.textProperty()
                .subscribe(text -> remark.setText(
                        named(text.strip()).isPresent()
                                ? texts.get("shell.messages.replaces")
                                : texts.get("shell.messages.where")));
        VBox content = new VBox(8, name, remark);
        prompts.show(
                texts.get("shell.messages.keep"),
                content,
                List.of(
                        new Prompts.Answer(
                                SAVE,
                                texts.get("shell.messages.save"),
                                Styles.ACCENT,
                                () -> put(new SavedMessage(name.getText(), message))),
                        new Prompts.Answer("saved-name-cancel", texts.get("shell.cancel"), "", () -> {})));
        Node button = content.getParent().lookup("#" + SAVE);
        button.disableProperty().bind(name.textProperty().map(String::isBlank));
        name.requestFocus();
    }

    private void put(SavedMessage message) {
        List<SavedMessage> messages = new ArrayList<>(all());
        int same = messages.stream().map(SavedMessage::name).toList().indexOf(message.name());
        if (same >= 0) {
            messages.set(same, message);
        } else if (messages.size() >= SavedMessage.MOST) {
            notices.problem(texts.get("shell.messages.full", SavedMessage.MOST));
            return;
        } else {
            messages.add(message);
        }
        workbench.saveMessages(messages);
        notices.done(texts.get("shell.messages.kept", message.name()));
    }

    /** Shows all of them, none to be chosen. */
    void open() {
        show(message -> false, message -> {});
    }

    @Override
    public void show(Predicate<SavedMessage> usable, Consumer<SavedMessage> chosen) {
        if (!prompts.showing()) {
            new SavedMessagesPage(workbench, texts, prompts, usable, chosen).show();
        }
    }
}
