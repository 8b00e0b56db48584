package org.netsonde.app.security.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.Accounts;
import org.netsonde.engine.security.account.User;

/**
 * A list of accounts: which servers ask for it above, its users, and below who of them has logged in, as it changes. What
 * touches the disk or hashes runs in the background. JavaFX thread only.
 */
public final class AccountsPage implements SecurityPage {

    private static final int PER_SECOND = 2;
    private static final double USERS_SHARE = 0.55;

    private final SecurityContext context;
    private final Texts texts;
    private final ComboBox<String> lists = new ComboBox<>();
    private final Verdict verdict = new Verdict("accounts-problem");
    private final UsedBy usedBy;
    private final UsersPane users;
    private final SessionsPane sessions;
    private final BorderPane node = new BorderPane();
    private final Subscription ticks;
    private AccountList list;
    private long version = Long.MIN_VALUE;
    private boolean reading;

    /** What the red sentence is about: the name that was typed, or what could not be read. */
    private Problem problem = Problem.NONE;

    private @Nullable Instant nextUnlocked;

    private enum Problem {
        NONE,
        NAME,
        LISTS,
        USERS
    }

    /** A page of the list that a server of the workspace asks for, else of the usual one. */
    public AccountsPage(SecurityContext context) {
        this.context = context;
        texts = context.texts();
        list = first(context);
        Moments moments = new Moments(texts.locale());
        usedBy = new UsedBy(context, () -> list.name());
        users = new UsersPane(context, () -> list, moments, this::changed);
        sessions = new SessionsPane(context, () -> list, moments);
        lists.setId("account-lists");
        lists.setEditable(true);
        lists.setAccessibleText(texts.get("accounts.list"));
        lists.setPromptText(texts.get("accounts.list.prompt"));
        lists.getItems().setAll(List.of(list.name()));
        lists.setValue(list.name());
        lists.valueProperty().subscribe((before, now) -> choose(now));
        lists.getEditor().textProperty().subscribe(() -> solved(Problem.NAME));
        Label name = new Label(texts.get("accounts.list"));
        name.setLabelFor(lists);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label help = new Label(texts.get("accounts.list.help"));
        help.getStyleClass().add("bench-row-label");
        help.setMinWidth(0);
        HBox line = new HBox(name, lists, help);
        line.getStyleClass().add("bench-line");
        VBox head = new VBox(line, usedBy.node(), verdict.node());
        head.getStyleClass().add("accounts-head");
        SplitPane parts = new SplitPane(users.node(), sessions.node());
        parts.setOrientation(Orientation.VERTICAL);
        parts.setDividerPositions(USERS_SHARE);
        parts.getStyleClass().add("accounts-parts");
        node.setTop(head);
        node.setCenter(parts);
        node.setId("accounts");
        ticks = context.clock().whileShowing(node, PER_SECOND, now -> tick());
    }

    /** The list that a server of the workspace asks for, else the usual one. */
    private static AccountList first(SecurityContext context) {
        Accounts accounts = context.engine().accounts();
        String name = context.endpoints().stream()
                .flatMap(endpoint ->
                        LoginSetting.of(endpoint.protocol())
                                .flatMap(setting -> setting.list(endpoint.settings()))
                                .stream())
                .findFirst()
                .orElse(Accounts.USUAL);
        try {
            return accounts.list(name);
        } catch (FailureException e) {
            // That server says so itself when it is to start.
            return accounts.list(Accounts.USUAL);
        }
    }

    @Override
    public String id() {
        return "accounts";
    }

    @Override
    public Feather icon() {
        return Feather.USERS;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        users.focus();
    }

    @Override
    public void showing() {
        context.run(() -> context.engine().accounts().names(), this::offer, failure -> tell(Problem.LISTS, failure));
        version = Long.MIN_VALUE;
        tick();
    }

    @Override
    public void dispose() {
        ticks.unsubscribe();
    }

    /** Offers the lists there are, also those that a server asks for and that nobody has filled yet. */
    private void offer(List<String> names) {
        solved(Problem.LISTS);
        TreeSet<String> all = new TreeSet<>(names);
        all.add(list.name());
        context.endpoints()
                .forEach(endpoint -> LoginSetting.of(endpoint.protocol())
                        .flatMap(setting -> setting.list(endpoint.settings()))
                        .ifPresent(all::add));
        if (!lists.getItems().equals(List.copyOf(all))) {
            String shown = lists.getValue();
            lists.getItems().setAll(all);
            lists.setValue(shown);
        }
    }

    private void choose(@Nullable String name) {
        if (list.name().equals(name)) {
            return;
        }
        AccountList chosen = list;
        try {
            if (name != null && !name.isBlank()) {
                chosen = context.engine().accounts().list(name.strip());
            }
        } catch (FailureException e) {
            // The name that stands there is that of what is shown below.
            lists.setValue(list.name());
            tell(Problem.NAME, e.failure());
            return;
        }
        boolean same = chosen.equals(list);
        list = chosen;
        lists.setValue(list.name());
        if (same) {
            return;
        }
        verdict.clear();
        problem = Problem.NONE;
        users.leave();
        sessions.leave();
        users.show(List.of());
        changed();
    }

    private void tell(Problem what, Failure failure) {
        problem = what;
        verdict.bad(texts.get(failure));
    }

    private void solved(Problem what) {
        if (problem == what) {
            problem = Problem.NONE;
            verdict.clear();
        }
    }

    private void changed() {
        version = Long.MIN_VALUE;
        tick();
    }

    /** Also without a new version: sessions are used, and locks end. */
    private void tick() {
        sessions.refresh();
        usedBy.refresh();
        AccountList shown = list;
        long now = shown.version();
        boolean unlocked = nextUnlocked != null && !nextUnlocked.isAfter(Instant.now());
        if ((now != version || unlocked) && !reading) {
            version = now;
            reading = true;
            context.run(
                    shown::users,
                    all -> {
                        reading = false;
                        show(shown, all);
                    },
                    failure -> {
                        reading = false;
                        tell(Problem.USERS, failure);
                    });
        }
    }

    private void show(AccountList of, List<User> all) {
        if (of.equals(list)) {
            solved(Problem.USERS);
            nextUnlocked = all.stream()
                    .map(User::lockedUntil)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            users.show(all);
        } else {
            changed();
        }
    }
}
