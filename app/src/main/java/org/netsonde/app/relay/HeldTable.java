package org.netsonde.app.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.protocol.HeldMessages;

/** The messages that are held back, those that wait first, and the latest of those that were. JavaFX thread only. */
final class HeldTable {

    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final int FIRST_BYTES = 120;

    private final HeldMessages held;
    private final Texts texts;
    private final ObservableList<HeldMessage> shown = FXCollections.observableArrayList();
    private final TableView<HeldMessage> table = new TableView<>(shown);
    /** The cells there are, which are as many as fit the screen: the time left is read for these only. */
    private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());

    private final Consumer<Optional<HeldMessage>> chosen;
    private final Predicate<HeldMessage> kept;
    private long version = -1;
    private boolean listing;

    /**
     * A table.
     *
     * @param chosen hears which message the user looks at
     * @param kept whether a message stays in the table although it left the list, as the user is changing it
     */
    HeldTable(HeldMessages held, Texts texts, Consumer<Optional<HeldMessage>> chosen, Predicate<HeldMessage> kept) {
        this.held = held;
        this.texts = texts;
        this.chosen = chosen;
        this.kept = kept;
        table.setId("held");
        table.getStyleClass().addAll("dense", "held-table");
        table.setAccessibleText(texts.get("relay.held"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label none = new Label(texts.get("relay.held.none"));
        none.setWrapText(true);
        table.setPlaceholder(none);
        column("way", 64, message -> (message.toServer() ? "→" : "←") + " #" + message.connection());
        column("left", 84, this::left);
        column("size", 64, message -> Unit.BYTES.format((double) message.content().length));
        column("content", 150, HeldTable::first);
        table.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (!listing) {
                chosen.accept(Optional.ofNullable(now));
            }
        });
    }

    private void column(String name, double width, Function<HeldMessage, String> text) {
        TableColumn<HeldMessage, HeldMessage> column = new TableColumn<>(texts.get("relay.held." + name));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(c -> {
            Cell cell = new Cell(name, text);
            cells.add(cell);
            return cell;
        });
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    /** A cell whose text is made when it is shown, and again a few times a second. */
    private static final class Cell extends TableCell<HeldMessage, HeldMessage> {
        private final Function<HeldMessage, String> text;

        Cell(String name, Function<HeldMessage, String> text) {
            this.text = text;
            getStyleClass().add(name);
        }

        @Override
        protected void updateItem(@Nullable HeldMessage message, boolean empty) {
            super.updateItem(message, empty);
            refresh();
        }

        void refresh() {
            HeldMessage message = getItem();
            boolean there = !isEmpty() && message != null;
            setText(there ? text.apply(message) : null);
            pseudoClassStateChanged(WAITING, there && message.state() == HeldMessage.State.WAITING);
        }
    }

    /** The seconds until it is decided by itself, or what has become of it. */
    String left(HeldMessage message) {
        if (message.state() != HeldMessage.State.WAITING) {
            return texts.get("relay.held.state." + message.state().name().toLowerCase(Locale.ROOT));
        }
        long millis = Math.max(0, Duration.between(Instant.now(), message.due()).toMillis());
        return texts.get("relay.held.seconds", (millis + 999) / 1000);
    }

    private static String first(HeldMessage message) {
        byte[] content = message.content();
        return Escapes.encode(content.length <= FIRST_BYTES ? content : Arrays.copyOf(content, FIRST_BYTES));
    }

    TableView<HeldMessage> node() {
        return table;
    }

    /** Looks again. */
    void refresh() {
        long now = held.version();
        if (now != version) {
            version = now;
            list();
        }
        cells.forEach(Cell::refresh);
    }

    private void list() {
        HeldMessage before = table.getSelectionModel().getSelectedItem();
        int place = table.getSelectionModel().getSelectedIndex();
        List<HeldMessage> sorted =
                sorted(held.list(), Optional.ofNullable(before).filter(kept).orElse(null));
        listing = true;
        try {
            shown.setAll(sorted);
            table.getSelectionModel().clearSelection();
            if (before != null && sorted.contains(before)) {
                table.getSelectionModel().select(before);
            } else if (!sorted.isEmpty() && (place >= 0 || before == null)) {
                table.getSelectionModel().select(Math.clamp(place, 0, sorted.size() - 1));
            }
        } finally {
            listing = false;
        }
        chosen.accept(selected());
    }

    /**
     * Those that wait first, and then the latest.
     *
     * @param kept one that is among them even if it is not in the list
     */
    static List<HeldMessage> sorted(List<HeldMessage> list, @Nullable HeldMessage kept) {
        Stream<HeldMessage> one = kept == null || list.contains(kept) ? Stream.of() : Stream.of(kept);
        // They may be decided at any moment: each is asked once.
        Map<Boolean, List<HeldMessage>> all =
                Stream.concat(list.stream(), one).collect(Collectors.partitioningBy(HeldTable::waits));
        return Stream.concat(
                        all.getOrDefault(true, List.of()).stream(),
                        all.getOrDefault(false, List.of()).stream()
                                .sorted(Comparator.comparingLong(HeldMessage::id)
                                        .reversed()))
                .toList();
    }

    static boolean waits(HeldMessage message) {
        return message.state() == HeldMessage.State.WAITING;
    }

    Optional<HeldMessage> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /** Goes on to the first that waits, which a decision leads to. */
    void next() {
        refresh();
        shown.stream().filter(HeldTable::waits).findFirst().ifPresent(message -> {
            table.getSelectionModel().select(message);
            table.scrollTo(message);
        });
    }
}
