package org.netsonde.app.security.part;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.crypto.ByteForm;

/**
 * Takes a key: typed or pasted and masked, out of a file, or stored on this machine under a name; with its password where it has
 * one. JavaFX thread only.
 */
public final class KeyInput {

    private static final int MAX_FILE = 1 << 20;
    private static final String PASSWORD_NEEDED = "signingKeyPassword";

    /** Where a key comes from. Its words are {@code security.key.<name in small letters>}. */
    public enum From {
        TYPED,
        FILE,
        STORED
    }

    private final SecurityContext context;
    private final Texts texts;
    private final ComboBox<From> from;
    private final BytesInput typed;
    private final Label file = new Label();
    private final Button choose;
    private final HBox fileLine;
    private final TextField stored = new TextField();
    private final SecretInput password;
    private final VBox node;
    private @Nullable Path path;
    private int changes;
    private Runnable changed = () -> {};

    /**
     * An empty one.
     *
     * @param forms how a key may be written; the first is chosen
     */
    public KeyInput(String id, String label, SecurityContext context, ByteForm... forms) {
        this.context = context;
        texts = context.texts();
        typed = BytesInput.secret(id, label, texts, forms);
        typed.field().setPromptText(texts.get("security.key.prompt"));
        choose = new Button(texts.get("security.key.choose"), new FontIcon(Feather.FOLDER));
        choose.setId(id + "-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(e -> choose());
        file.setId(id + "-file");
        file.setText(texts.get("security.key.noFile"));
        file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        file.setMinWidth(0);
        fileLine = new HBox(choose, file);
        fileLine.getStyleClass().add("bench-line");
        stored.setId(id + "-stored");
        stored.setPromptText(texts.get("security.key.name"));
        stored.setAccessibleText(texts.get("security.key.name"));
        password = new SecretInput(id + "-password", texts.get("security.key.password"), texts);
        password.field().setPromptText(texts.get("security.key.password"));
        password.field().setVisible(false);
        password.field().managedProperty().bind(password.field().visibleProperty());
        from = Choices.box(
                id + "-from",
                texts.get("security.key.from"),
                List.of(From.values()),
                one -> texts.get("security.key." + one.name().toLowerCase(Locale.ROOT)));
        StackPane ways = new StackPane(typed.node(), fileLine, stored);
        HBox.setHgrow(ways, Priority.ALWAYS);
        HBox line = new HBox(from, ways);
        line.getStyleClass().add("bench-line");
        node = new VBox(line, password.field());
        node.getStyleClass().add("bench-lines");
        from.valueProperty().subscribe(this::showWay);
        typed.textProperty().subscribe(text -> edited());
        typed.formProperty().subscribe(form -> edited());
        stored.textProperty().subscribe(text -> edited());
        password.onChange(this::changed);
        from.valueProperty().subscribe(way -> edited());
    }

    private void showWay(@Nullable From way) {
        show(typed.node(), way == From.TYPED);
        show(fileLine, way == From.FILE);
        show(stored, way == From.STORED);
    }

    private static void show(Node way, boolean shown) {
        way.setVisible(shown);
        way.setManaged(shown);
    }

    private void edited() {
        if (typed.text().contains("ENCRYPTED") && from.getValue() == From.TYPED) {
            password.field().setVisible(true);
        }
        changed();
    }

    private void changed() {
        changes++;
        changed.run();
    }

    private void choose() {
        context.open(texts.get("security.key.open"), null).ifPresent(this::open);
    }

    private void open(Path chosen) {
        path = chosen;
        file.setText(chosen.toString());
        edited();
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** How often it changed so far: what comes late for it can see whether it is still wanted. */
    public int changes() {
        return changes;
    }

    /** Calls after each change. */
    public void onChange(Runnable run) {
        changed = run;
    }

    /** Calls when Enter is pressed in it. */
    public void onEnter(Runnable run) {
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && e.getTarget() instanceof TextField) {
                run.run();
            }
        });
    }

    /** Moves the focus into it. */
    public void focus() {
        typed.field().requestFocus();
    }

    /** Asks for the password where that is why a key could not be read. */
    public void failed(Failure failure) {
        if (failure.what().key().contains(PASSWORD_NEEDED)) {
            password.field().setVisible(true);
        }
    }

    /** Shows a new key as if it were typed. */
    public void show(ByteForm form, byte[] key) {
        password.show("");
        password.field().setVisible(false);
        from.setValue(From.TYPED);
        typed.show(form, key);
    }

    /** What is given now. */
    public Given given() {
        From way = from.getValue() == null ? From.TYPED : from.getValue();
        return new Given(way, typed.text(), typed.form(), path, stored.getText().strip(), password.value());
    }

    /**
     * A key that was given and is still to be read.
     *
     * @param from where it comes from
     * @param typed what was typed
     * @param form how that is written
     * @param file the file that was chosen; null for none
     * @param name the name of the stored secret
     * @param password that of the key; empty for none
     */
    public record Given(
            From from,
            String typed,
            ByteForm form,
            @Nullable Path file,
            String name,
            String password) {

        /** Whether there is nothing yet. */
        public boolean isEmpty() {
            return switch (from) {
                case TYPED -> typed.isEmpty();
                case FILE -> file == null;
                case STORED -> name.isEmpty();
            };
        }

        /**
         * Its bytes, for the caller to erase. Blocks on the disk.
         *
         * @throws FailureException if it is not written in its form, cannot be read, or is not known
         */
        public byte[] read(Keys keys) {
            return switch (from) {
                case TYPED -> form.read(typed);
                case FILE -> file == null ? new byte[0] : PrivateFiles.readChosen(file, MAX_FILE);
                case STORED -> stored(keys);
            };
        }

        private byte[] stored(Keys keys) {
            if (!Secret.isName(name)) {
                throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "secretNameBad"));
            }
            char[] secret = keys.secret(new Secret(name));
            try {
                return new String(secret).getBytes(StandardCharsets.UTF_8);
            } finally {
                Arrays.fill(secret, '\0');
            }
        }

        /** Where it comes from; the key is nobody's business. */
        @Override
        public String toString() {
            return "Given[" + from + "]";
        }
    }
}
