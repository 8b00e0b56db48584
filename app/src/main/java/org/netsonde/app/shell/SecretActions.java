package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.SecretStore;
import org.netsonde.engine.security.Secrets;

/** Tells forms of secrets, asks for their values and stores them, off the JavaFX thread. JavaFX thread only. */
final class SecretActions implements SecretDesk {

    private static final String STORE = "secret-store";

    private final SecretStore store;
    /** Looks things up, also while the window is closing. */
    private final Background looking;
    /** Writes, in order. */
    private final Background files;

    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;

    SecretActions(WindowServices services, Texts texts, Notices notices, Prompts prompts) {
        store = services.keys().secrets();
        looking = services.exports();
        files = services.files();
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
    }

    @Override
    public String variable(String name) {
        return Secrets.variable(name);
    }

    @Override
    public void find(String name, Consumer<Source> found) {
        String value = System.getenv(variable(name));
        if (value != null && !value.isEmpty()) {
            found.accept(Source.ENVIRONMENT);
            return;
        }
        looking.run(
                () -> store.names().contains(name),
                stored -> found.accept(stored ? Source.STORE : Source.NONE),
                failure -> found.accept(Source.NONE));
    }

    @Override
    public void change(String name, Runnable changed) {
        looking.run(
                () -> store.names().contains(name),
                stored -> ask(name, stored, changed),
                failure -> notices.problem(texts.get(failure)));
    }

    private void ask(String name, boolean stored, Runnable changed) {
        if (prompts.showing()) {
            return;
        }
        PasswordField field = new PasswordField();
        field.setId("secret-value");
        field.setAccessibleText(texts.get("shell.secret.value"));
        field.setPromptText(texts.get("shell.secret.value"));
        Label where = new Label(texts.get("shell.secret.where", store.file().toString(), variable(name)));
        where.setWrapText(true);
        where.setMaxWidth(412);
        List<Prompts.Answer> answers = new ArrayList<>();
        answers.add(new Prompts.Answer(
                STORE, texts.get("shell.secret.store"), Styles.ACCENT, () -> set(name, field, changed)));
        if (stored) {
            answers.add(new Prompts.Answer(
                    "secret-forget", texts.get("shell.secret.forget"), Styles.DANGER, () -> remove(name, changed)));
        }
        answers.add(new Prompts.Answer("secret-cancel", texts.get("shell.cancel"), "", field::clear));
        VBox content = new VBox(12, field, where);
        prompts.show(texts.get("shell.secret.title", name), content, answers);
        Node button = content.getParent().lookup("#" + STORE);
        button.disableProperty().bind(Bindings.isEmpty(field.textProperty()));
        field.requestFocus();
    }

    private void set(String name, PasswordField field, Runnable changed) {
        char[] value = field.getText().toCharArray();
        field.clear();
        set(Map.of(name, value), stored -> changed.run());
    }

    private void set(Map<String, char[]> values, Consumer<Boolean> told) {
        files.run(
                () -> {
                    try {
                        values.forEach(store::set);
                    } finally {
                        erase(values);
                    }
                    return values.size();
                },
                done -> told.accept(true),
                failure -> {
                    notices.problem(texts.get(failure));
                    told.accept(false);
                });
    }

    private static void erase(Map<String, char[]> values) {
        values.values().forEach(value -> Arrays.fill(value, '\0'));
    }

    @Override
    public void offer(Map<String, char[]> values, Runnable done) {
        if (values.isEmpty()) {
            done.run();
            return;
        }
        offer(
                values,
                new Question("shell.secret.offer", "shell.secret.offer.where", "shell.secret.offer.missed"),
                stored -> done.run());
    }

    @Override
    public void keep(String name, char[] value, Consumer<Boolean> told) {
        offer(
                Map.of(name, value),
                new Question("shell.secret.keep", "shell.secret.keep.where", "shell.secret.keep.missed"),
                told);
    }

    /** The keys of the words around the names: the question, where the values go, and that it could not be asked. */
    private record Question(String title, String where, String missed) {}

    private void offer(Map<String, char[]> values, Question question, Consumer<Boolean> told) {
        looking.run(store::names, stored -> offer(values, stored, question, told), failure -> {
            erase(values);
            notices.problem(texts.get(failure));
            told.accept(false);
        });
    }

    private void offer(Map<String, char[]> values, List<String> stored, Question question, Consumer<Boolean> told) {
        if (prompts.showing()) {
            erase(values);
            notices.problem(texts.get(
                    question.missed(), values.keySet().stream().sorted().collect(Collectors.joining(", "))));
            told.accept(false);
            return;
        }
        VBox content = new VBox(8);
        values.keySet().stream().sorted().forEach(name -> {
            String key = stored.contains(name) ? "shell.secret.offer.replaces" : "shell.secret.offer.new";
            content.getChildren().add(new Label(texts.get(key, name), new FontIcon(Feather.KEY)));
        });
        Label where = new Label(texts.get(question.where(), store.file().toString()));
        where.setWrapText(true);
        where.setMaxWidth(412);
        content.getChildren().add(where);
        prompts.show(
                texts.get(question.title()),
                content,
                List.of(
                        new Prompts.Answer(
                                "secrets-store",
                                texts.get("shell.secret.store"),
                                Styles.ACCENT,
                                () -> set(values, told)),
                        new Prompts.Answer("secrets-drop", texts.get("shell.secret.offer.drop"), "", () -> {
                            erase(values);
                            told.accept(false);
                        })));
    }

    private void remove(String name, Runnable changed) {
        files.run(() -> store.remove(name), done -> changed.run(), failure -> notices.problem(texts.get(failure)));
    }
}
