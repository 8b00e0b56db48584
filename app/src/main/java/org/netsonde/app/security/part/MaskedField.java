package org.netsonde.app.security.part;

import atlantafx.base.controls.CustomTextField;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;

/**
 * A field of one line that holds its value apart from what it shows: a dot for each character, or the value once it is
 * revealed. Line breaks are kept (a key in PEM needs them) and shown as a sign of their own, so that what shows and the value
 * agree place by place. Nothing is undone in it: JavaFX would bring back what was shown, without the value. JavaFX thread only.
 */
public final class MaskedField extends CustomTextField {

    /** What stands for each character. */
    static final char MASK = '●';

    /** Undoing and redoing on any system, with the shortcut key. */
    private static final Set<KeyCode> UNDOING = Set.of(KeyCode.Z, KeyCode.Y);

    private static final char LINE_BREAK = '↵';

    /** The first of the signs that stand for control characters. */
    private static final char CONTROLS = '\u2400';

    private final ReadOnlyStringWrapper value = new ReadOnlyStringWrapper(this, "value", "");
    private boolean revealed;
    private boolean redrawing;

    /** An empty one, masked. */
    MaskedField(Texts texts) {
        setTextFormatter(new TextFormatter<>(this::take));
        addEventFilter(KeyEvent.KEY_PRESSED, MaskedField::refuseUndo);
        setContextMenu(menu(texts));
    }

    private static void refuseUndo(KeyEvent event) {
        KeyCode code = event.getCode();
        boolean undo = code == KeyCode.UNDO
                || code == KeyCode.AGAIN
                || (event.isShortcutDown() && !event.isAltDown() && UNDOING.contains(code))
                || (event.isAltDown() && code == KeyCode.BACK_SPACE);
        if (undo) {
            event.consume();
        }
    }

    private ContextMenu menu(Texts texts) {
        MenuItem cut = item(texts.get("security.edit.cut"), this::cut);
        MenuItem copy = item(texts.get("security.edit.copy"), this::copy);
        MenuItem paste = item(texts.get("security.edit.paste"), this::paste);
        MenuItem all = item(texts.get("security.edit.all"), this::selectAll);
        ContextMenu menu = new ContextMenu(cut, copy, paste, new SeparatorMenuItem(), all);
        BooleanSupplier selected = () -> revealed && getSelection().getLength() > 0;
        menu.setOnShowing(e -> {
            cut.setDisable(!selected.getAsBoolean() || !isEditable());
            copy.setDisable(!selected.getAsBoolean());
            paste.setDisable(!isEditable() || Clipboards.text().isEmpty());
            all.setDisable(getLength() == 0);
        });
        return menu;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(e -> action.run());
        return item;
    }

    /** What it holds; never null. */
    public String getValue() {
        return value.get();
    }

    /** What it holds. It changes with every change, which what shows does not. */
    public ReadOnlyStringProperty valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** Shows the value, or dots. */
    void reveal(boolean shown) {
        if (shown == revealed) {
            return;
        }
        revealed = shown;
        int anchor = getAnchor();
        int caret = getCaretPosition();
        redrawing = true;
        try {
            setText(shown(getValue()));
        } finally {
            redrawing = false;
        }
        selectRange(anchor, caret);
    }

    private TextFormatter.Change take(TextFormatter.Change change) {
        if (redrawing || !change.isContentChange()) {
            return change;
        }
        String typed = withPlainBreaks(change.getText());
        String before = getValue();
        int from = change.getRangeStart();
        int to = change.getRangeEnd();
        boolean all = from == 0 && to == change.getControlText().length();
        String now = all ? typed : before.substring(0, from) + typed + before.substring(to);
        int shorter = change.getText().length() - typed.length();
        change.setText(shown(typed));
        if (shorter > 0) {
            change.selectRange(
                    Math.max(0, change.getAnchor() - shorter), Math.max(0, change.getCaretPosition() - shorter));
        }
        value.set(now);
        return change;
    }

    private static String withPlainBreaks(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** As long as the value, as places in one are places in the other. */
    private String shown(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!revealed) {
                out.append(MASK);
            } else if (c == '\n') {
                out.append(LINE_BREAK);
            } else if (c < ' ') {
                out.append((char) (CONTROLS + c));
            } else {
                out.append(c == '\u007f' ? '\u2421' : c);
            }
        }
        return out.toString();
    }

    /** Puts what is selected on the clipboard, as it is; nothing while it is masked. */
    @Override
    public void copy() {
        if (revealed && getSelection().getLength() > 0) {
            Clipboards.copy(getValue()
                    .substring(getSelection().getStart(), getSelection().getEnd()));
        }
    }

    /** Puts what is selected on the clipboard and takes it away; nothing while it is masked. */
    @Override
    public void cut() {
        if (revealed && getSelection().getLength() > 0) {
            copy();
            replaceSelection("");
        }
    }
}
