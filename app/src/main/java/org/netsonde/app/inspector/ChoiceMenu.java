package org.netsonde.app.inspector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.netsonde.app.security.SecurityContext;

/** A button with one of several choices, the last of which is any file. JavaFX thread only. */
final class ChoiceMenu<T> {

    private static final double MAX_WIDTH = 250;

    private final SecurityContext context;
    private final Function<Path, T> ofFile;
    private final MenuButton node = new MenuButton();
    private List<Choice<T>> choices;
    private Choice<T> chosen;

    /**
     * What can be chosen.
     *
     * @param words what it is called
     */
    record Choice<T>(String words, T value) {}

    /**
     * A menu.
     *
     * @param label what is chosen, for those who hear it
     * @param help more of that
     * @param usual what is chosen at the beginning
     * @param ofFile what a file that the user chooses stands for
     */
    ChoiceMenu(
            SecurityContext context, String id, String label, String help, Choice<T> usual, Function<Path, T> ofFile) {
        this.context = context;
        this.ofFile = ofFile;
        choices = List.of(usual);
        chosen = usual;
        node.setId(id);
        node.setAccessibleText(label);
        node.setTooltip(new Tooltip(help));
        node.setMaxWidth(MAX_WIDTH);
        node.setMnemonicParsing(false);
        node.setOnShowing(e -> node.getItems().setAll(items()));
        node.getItems().setAll(items());
        choose(usual);
    }

    MenuButton node() {
        return node;
    }

    T value() {
        return chosen.value();
    }

    /** Offers these from now on; the first is chosen where what was chosen among those before is not there any more. */
    void offer(List<Choice<T>> others) {
        boolean file = !choices.contains(chosen);
        choices = List.copyOf(others);
        if (!file && !choices.contains(chosen)) {
            choose(choices.getFirst());
        }
    }

    private void choose(Choice<T> choice) {
        chosen = choice;
        node.setText(choice.words());
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        choices.forEach(choice -> items.add(item(choice)));
        if (!choices.contains(chosen)) {
            items.add(item(chosen));
        }
        MenuItem file = new MenuItem(context.texts().get("inspector.file"));
        file.setId(node.getId() + "-file");
        file.setOnAction(e -> context.open(context.texts().get("inspector.file.title"), null)
                .ifPresent(path -> choose(new Choice<>(String.valueOf(path.getFileName()), ofFile.apply(path)))));
        items.add(new SeparatorMenuItem());
        items.add(file);
        return items;
    }

    private MenuItem item(Choice<T> choice) {
        RadioMenuItem item = new RadioMenuItem(choice.words());
        item.setMnemonicParsing(false);
        item.setSelected(choice.equals(chosen));
        item.setOnAction(e -> choose(choice));
        return item;
    }
}
