package org.netsonde.app.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.ClockText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.BackEnd;
import tools.jackson.databind.node.ObjectNode;

/** One back end: how it is, which share it has, and what can be done with it. JavaFX thread only. */
final class BackEndCard implements CardList.Card {

    private static final int MOST_WEIGHT = 1000;

    private final Texts texts;
    private final EntryList list;
    private final EntryCard card;
    private final Region dot = new Region();
    private final Label state = new Label();
    private final MenuButton menu = new MenuButton(null, new FontIcon(Feather.MORE_HORIZONTAL));
    private final MenuItem drain = new MenuItem();
    private final ShareBar bar = new ShareBar();
    private final Label share = new Label();
    private final HBox shares = new HBox(bar, share);
    private final Spinner<Integer> weight = new Spinner<>(1, MOST_WEIGHT, 1);
    private final Label figures = new Label();
    private final Label why = new Label();
    private boolean showing;

    /**
     * A card.
     *
     * @param remove takes the entry out of the settings
     */
    BackEndCard(EntryList list, int index, ObjectNode entry, Consumer<BackEndCard> remove) {
        this.list = list;
        texts = list.edit().desk().texts();
        card = new EntryCard(list, index, entry, Set.of("weight"));
        dot.getStyleClass().addAll("state-dot", "back-end-dot");
        state.getStyleClass().add("back-end-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        makeMenu(remove);
        card.before(dot);
        card.behind(state);
        card.behind(menu);
        share.getStyleClass().add("back-end-share");
        share.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        shares.getStyleClass().add("back-end-shares");
        makeWeight();
        figures.getStyleClass().add("back-end-figures");
        figures.setWrapText(true);
        Label label = new Label(texts.get("relay.weight"), weight);
        label.setContentDisplay(ContentDisplay.RIGHT);
        label.getStyleClass().add("back-end-weight");
        FlowPane line = new FlowPane(label, figures);
        line.getStyleClass().add("back-end-line");
        why.getStyleClass().add("back-end-why");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.managedProperty().bind(why.visibleProperty());
        card.below(why);
        card.below(line);
        card.below(shares);
        show(index, entry);
    }

    private void makeMenu(Consumer<BackEndCard> remove) {
        drain.setOnAction(e -> change(entry -> {
            if (isDraining()) {
                entry.remove("draining");
            } else {
                entry.put("draining", true);
            }
        }));
        MenuItem settings = new MenuItem(texts.get("relay.backEnd.settings"), new FontIcon(Feather.EDIT_2));
        settings.setOnAction(e -> card.openProperty().set(true));
        MenuItem away = new MenuItem(texts.get("relay.backEnd.remove"), new FontIcon(Feather.TRASH_2));
        away.setOnAction(e -> remove.accept(this));
        menu.getItems().addAll(drain, settings, away);
        menu.getStyleClass().addAll("flat", "button-icon", "no-arrow", "small", "back-end-menu");
        menu.setTooltip(new Tooltip());
        menu.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void makeWeight() {
        weight.getStyleClass().add("weight");
        weight.setEditable(true);
        SpinnerValueFactory<Integer> values = weight.getValueFactory();
        values.setConverter(new WholeNumber(1, MOST_WEIGHT, values::getValue));
        weight.getEditor().setTextFormatter(new TextFormatter<>(WholeNumber::onlyDigits));
        weight.getEditor().setPrefColumnCount(3);
        weight.getEditor().setOnAction(e -> commitWeight());
        weight.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                commitWeight();
            }
        });
        weight.valueProperty().subscribe((before, now) -> {
            if (!showing && now != null) {
                change(entry -> {
                    if (now == 1) {
                        entry.remove("weight");
                    } else {
                        entry.put("weight", now);
                    }
                });
            }
        });
    }

    /** Takes what was typed, and shows what came of it, which is the old number where nothing was typed. */
    private void commitWeight() {
        weight.commitValue();
        weight.getEditor().setText(Integer.toString(weight.getValue()));
    }

    /** Stores a changed entry, and says at once what can be done with it now. */
    private void change(Consumer<ObjectNode> how) {
        card.change(how);
        show(card.index(), card.entry());
    }

    private boolean isDraining() {
        return Names.text(card.entry(), list.options(), "draining").equals("true");
    }

    @Override
    public Node node() {
        return card.node();
    }

    @Override
    public EntryCard card() {
        return card;
    }

    /** The name of the back end. */
    String name() {
        return Names.of(card.entry(), list.options());
    }

    /** Shows the entry that stands at that place now. */
    @Override
    public void show(int index, ObjectNode entry) {
        card.show(index, entry);
        String name = name();
        card.title(name);
        String actions = texts.get("relay.backEnd.menu", name);
        menu.getTooltip().setText(actions);
        menu.setAccessibleText(actions);
        weight.setAccessibleText(texts.get("relay.weight.of", name));
        boolean draining = isDraining();
        drain.setText(texts.get(draining ? "relay.backEnd.undrain" : "relay.backEnd.drain"));
        drain.setGraphic(new FontIcon(draining ? Feather.PLAY : Feather.PAUSE));
        String number = Names.text(entry, list.options(), "weight");
        boolean readable = number.matches("\\d{1,4}");
        weight.setDisable(!readable);
        SpinnerValueFactory<Integer> values = weight.getValueFactory();
        if (readable && values != null && !weight.getEditor().isFocused()) {
            showing = true;
            try {
                values.setValue(Integer.parseInt(number));
            } finally {
                showing = false;
            }
        }
    }

    /**
     * Shows how it is.
     *
     * @param running the back end; null while the relay does not run
     * @param spread how the connections are spread
     * @param all how many connections there were on all back ends
     */
    void refresh(@Nullable BackEnd running, Shares spread, long all) {
        for (BackEnd.State each : BackEnd.State.values()) {
            dot.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(word(each)), running != null && running.state() == each);
        }
        shares.setVisible(running != null);
        shares.setManaged(running != null);
        figures.setVisible(running != null);
        figures.setManaged(running != null);
        if (running == null) {
            state.setText(isDraining() ? texts.get("relay.state.draining") : "");
            why.setVisible(false);
            return;
        }
        String since = ClockText.of(Duration.between(running.since(), Instant.now()));
        state.setText(texts.get("relay.state." + word(running.state())) + "  " + since);
        long count = spread.count(running);
        double part = all == 0 ? 0 : (double) count / all;
        bar.show(part, running.ideal());
        share.setText(texts.get("relay.share", Unit.PERCENT.format(part), Unit.PERCENT.format(running.ideal())));
        bar.setAccessibleText(texts.get(
                "relay.share.of", name(), Unit.PERCENT.format(part), Unit.PERCENT.format(running.ideal()), count));
        figures.setText(texts.get(
                "relay.backEnd.figures",
                running.open(),
                running.total(),
                running.failures(),
                Unit.BYTES.format((double) running.bytesTo()),
                Unit.BYTES.format((double) running.bytesFrom())));
        boolean bad = running.state() == BackEnd.State.DOWN || running.state() == BackEnd.State.EJECTED;
        String failure = running.lastFailure().map(texts::get).orElse("");
        why.setText(failure);
        why.setVisible(bad && !failure.isEmpty());
    }

    private static String word(BackEnd.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
