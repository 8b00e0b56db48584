package org.netsonde.engine.security.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.crypto.Argon2Parameters;

class AccountListTest {

    /** As little work as can be. */
    private static final Argon2Parameters CHEAP = new Argon2Parameters(8, 1, 1);

    private static final AccountRules RULES =
            new AccountRules(3, Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(5));

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final InstantSource clock = now::get;
    private final AccountList list = Accounts.inMemory(CHEAP, clock).list("staff");

    private AccountList onDisk() {
        return Accounts.in(folder.resolve("accounts"), CHEAP, clock).list("staff");
    }

    private Path file() {
        return folder.resolve("accounts").resolve("staff.json");
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static AccountList.NewSession logIn(AccountList list, String name, String password) {
        return list.logIn(name, password.toCharArray(), RULES, "127.0.0.1:5");
    }

    private static void add(AccountList list, String name, String password, AccountRole role) {
        list.add(name, password.toCharArray(), role);
    }

    private static Duration refused(AccountList list, String name, String password) {
        try {
            logIn(list, name, password);
        } catch (LoginRefusedException e) {
            return e.waitTime();
        }
        throw new AssertionError("logged in");
    }

    @Test
    void whoKnowsHisPasswordGetsSession() {
        add(list, "alice", "wonderland", AccountRole.WRITER);

        AccountList.NewSession session = logIn(list, "alice", "wonderland");

        assertThat(Base64.getUrlDecoder().decode(session.token())).hasSize(32);
        assertThat(session.toString()).doesNotContain(session.token());
        assertThat(list.access(session.token()))
                .hasValue(new Access(
                        "alice",
                        AccountRole.WRITER,
                        session.session().id(),
                        false,
                        now.get().plus(RULES.sessionTime())));
        assertThat(list.sessions()).containsExactly(session.session());
        assertThat(logIn(list, "alice", "wonderland").token()).isNotEqualTo(session.token());
    }

    @Test
    void wrongNamesAndPasswordsAreAnsweredAlike() {
        add(list, "alice", "wonderland", AccountRole.WRITER);

        for (String name : List.of("alice", "nobody", "Alice", "", "a:b", "x".repeat(5000))) {
            assertThat(refused(list, name, "wrong password")).isZero();
            assertThat(refused(list, name, "w".repeat(5000))).isZero();
            assertThat(refused(list, name, "")).isEqualTo(RULES.lockTime());
            assertThat(refused(list, name, "wonderland")).isEqualTo(RULES.lockTime());
        }
        assertThat(list.sessions()).isEmpty();
    }

    @Test
    void lockedUserIsLetInWhenTheTimeIsOver() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        for (int i = 0; i < 3; i++) {
            refused(list, "alice", "wrong");
        }
        pass(Duration.ofMinutes(4));

        assertThat(refused(list, "alice", "wonderland")).isEqualTo(Duration.ofMinutes(6));
        assertThat(list.users().getFirst().lockedUntil()).isEqualTo(now.get().plus(Duration.ofMinutes(6)));
        assertThat(list.users().getFirst().failures()).isEqualTo(3);

        pass(Duration.ofMinutes(6));
        assertThat(list.users().getFirst().lockedUntil()).isNull();
        assertThat(refused(list, "alice", "wrong")).isZero();
        assertThat(logIn(list, "alice", "wonderland").session().user()).isEqualTo("alice");
        assertThat(list.users().getFirst().failures()).isZero();
    }

    @Test
    void lockIsLiftedByHand() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        for (int i = 0; i < 3; i++) {
            refused(list, "alice", "wrong");
        }
        list.unlock("alice");

        assertThat(logIn(list, "alice", "wonderland").session().user()).isEqualTo("alice");
    }

    @Test
    void sessionsEndByThemselves() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        List<Long> ended = new ArrayList<>();
        list.observe(ended::add);
        String token = logIn(list, "alice", "wonderland").token();

        pass(RULES.sessionTime().minusSeconds(1));
        assertThat(list.access(token)).isPresent();
        assertThat(list.sessions().getFirst().used()).isEqualTo(now.get());

        pass(Duration.ofSeconds(1));
        assertThat(list.access(token)).isEmpty();
        assertThat(list.sessions()).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void sessionsEndBeforeTheirTimeAndThatIsTold() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        add(list, "bob", "builder of", AccountRole.READER);
        List<Long> ended = new ArrayList<>();
        Subscription subscription = list.observe(ended::add);
        AccountList.NewSession first = logIn(list, "alice", "wonderland");
        AccountList.NewSession second = logIn(list, "alice", "wonderland");
        AccountList.NewSession third = logIn(list, "bob", "builder of");
        String bobsToken = list.token(list.access(third.token()).orElseThrow(), RULES);

        assertThat(list.revoke(first.session().id())).isTrue();
        assertThat(list.revoke(first.session().id())).isFalse();
        assertThat(list.access(first.token())).isEmpty();
        assertThat(list.access(second.token())).isPresent();

        list.setPassword("alice", "looking glass".toCharArray());
        assertThat(list.access(second.token())).isEmpty();

        list.remove("bob");
        assertThat(list.access(third.token())).isEmpty();
        assertThat(list.access(bobsToken)).isEmpty();
        assertThat(ended)
                .containsExactly(
                        first.session().id(),
                        second.session().id(),
                        third.session().id());

        add(list, "bob", "builder of", AccountRole.READER);
        assertThat(list.access(bobsToken)).as("of another user of that name").isEmpty();

        subscription.close();
        list.revoke(logIn(list, "alice", "looking glass").session().id());
        assertThat(ended).hasSize(3);
    }

    @Test
    void oldestSessionOfUserMakesRoom() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        add(list, "bob", "builder of", AccountRole.READER);
        String bobs = logIn(list, "bob", "builder of").token();
        List<Long> ended = new ArrayList<>();
        list.observe(ended::add);
        List<AccountList.NewSession> all = new ArrayList<>();
        for (int i = 0; i <= Sessions.MOST_OF_USER; i++) {
            all.add(logIn(list, "alice", "wonderland"));
        }

        assertThat(ended).containsExactly(all.getFirst().session().id());
        assertThat(list.access(all.getFirst().token())).isEmpty();
        assertThat(list.access(all.get(1).token())).isPresent();
        assertThat(list.access(bobs)).isPresent();
        assertThat(list.sessions()).hasSize(Sessions.MOST_OF_USER + 1);
        assertThat(list.sessions().getFirst()).isEqualTo(all.getLast().session());
    }

    @Test
    void rolesCountFromTheNextRequestOn() {
        add(list, "alice", "wonderland", AccountRole.READER);
        String token = logIn(list, "alice", "wonderland").token();
        String jwt = list.token(list.access(token).orElseThrow(), RULES);
        assertThat(list.access(jwt).orElseThrow().allows(Permission.WRITE)).isFalse();

        list.setRole("alice", AccountRole.ADMIN);

        for (String each : List.of(token, jwt)) {
            assertThat(list.access(each).orElseThrow().allows(Permission.ADMIN)).isTrue();
        }
        assertThat(list.sessions().getFirst().role()).isEqualTo(AccountRole.ADMIN);
    }

    @Test
    void tokensAreValidForTheirTimeAndUntilThePasswordChanges() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        AccountList.NewSession session = logIn(list, "alice", "wonderland");
        Access access = list.access(session.token()).orElseThrow();
        String token = list.token(access, RULES);

        assertThat(list.access(token))
                .hasValue(new Access(
                        "alice",
                        AccountRole.WRITER,
                        session.session().id(),
                        true,
                        now.get().plus(RULES.tokenTime())));
        pass(RULES.tokenTime());
        assertThat(list.access(token)).isEmpty();

        String later = list.token(access, RULES);
        assertThat(list.access(later)).isPresent();
        assertThat(list.access(later + "=")).as("written in another way").isEmpty();
        list.setPassword("alice", "looking glass".toCharArray());
        assertThat(list.access(later)).isEmpty();
    }

    @Test
    void tokensEndWithTheirSession() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        AccountList.NewSession first = logIn(list, "alice", "wonderland");
        AccountList.NewSession second = logIn(list, "alice", "wonderland");
        Access access = list.access(first.token()).orElseThrow();
        String ofFirst = list.token(access, RULES);
        String ofSecond = list.token(list.access(second.token()).orElseThrow(), RULES);

        list.revoke(first.session().id());
        assertThat(list.access(ofFirst)).isEmpty();
        assertThat(list.access(ofSecond)).isPresent();
        assertThatThrownBy(() -> list.token(access, RULES))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is over");

        pass(RULES.sessionTime().minusSeconds(1));
        String last = list.token(list.access(second.token()).orElseThrow(), RULES);
        assertThat(list.access(last).orElseThrow().until())
                .isEqualTo(second.session().until());
        pass(Duration.ofSeconds(1));
        assertThat(list.access(last)).isEmpty();
    }

    @Test
    void noTokenOutlivesThePasswordThatWasProved() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        Access access = list.access(logIn(list, "alice", "wonderland").token()).orElseThrow();

        list.setPassword("alice", "looking glass".toCharArray());

        assertThatThrownBy(() -> list.token(access, RULES)).isInstanceOf(FailureException.class);
    }

    @Test
    void lookingAgainIsNoUse() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        AccountList.NewSession session = logIn(list, "alice", "wonderland");
        String jwt = list.token(list.access(session.token()).orElseThrow(), RULES);
        pass(Duration.ofMinutes(1));

        assertThat(list.look(session.token()))
                .hasValueSatisfying(access -> assertThat(access.user()).isEqualTo("alice"));
        assertThat(list.look(jwt)).isPresent();
        assertThat(list.look("x".repeat(43))).isEmpty();
        assertThat(list.sessions()).containsExactly(session.session());

        list.access(jwt);
        assertThat(list.sessions().getFirst().used()).isEqualTo(now.get());
    }

    @Test
    void onlyWhatTakesAccessAwayIsAnotherVersionOfIt() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        long before = list.accessVersion();
        refused(list, "alice", "wrong");
        refused(list, "nobody", "wrong");
        AccountList.NewSession session = logIn(list, "alice", "wonderland");
        add(list, "bob", "builder of", AccountRole.READER);
        list.unlock("bob");
        assertThat(list.accessVersion()).isEqualTo(before);

        List<Runnable> changes = List.of(
                () -> list.setRole("alice", AccountRole.READER),
                () -> list.revoke(session.session().id()),
                () -> list.setPassword("alice", "looking glass".toCharArray()),
                () -> list.remove("bob"),
                () -> list.lend("lent", "wonderland".toCharArray(), AccountRole.READER)
                        .close());
        for (Runnable change : changes) {
            long last = list.accessVersion();
            change.run();
            assertThat(list.accessVersion()).isNotEqualTo(last);
        }
    }

    @Test
    void someoneElsesChangeOnDiskIsAnotherVersionOfAccess() {
        AccountList here = onDisk();
        add(here, "alice", "wonderland", AccountRole.WRITER);
        here.users();
        long before = here.accessVersion();
        here.users();
        assertThat(here.accessVersion()).isEqualTo(before);

        onDisk().setRole("alice", AccountRole.READER);
        here.users();
        assertThat(here.accessVersion()).isNotEqualTo(before);

        long between = here.accessVersion();
        onDisk().setRole("alice", AccountRole.ADMIN);
        add(here, "bob", "builder of", AccountRole.READER);
        assertThat(here.accessVersion()).isNotEqualTo(between);
    }

    @Test
    void clockThatIsSetNeitherLiftsLocksNorEndsSessions() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        AccountList steady = Accounts.inMemory(CHEAP, clock, nanos::get).list("staff");
        add(steady, "alice", "wonderland", AccountRole.WRITER);
        add(steady, "bob", "builder of", AccountRole.WRITER);
        String session = logIn(steady, "bob", "builder of").token();
        for (int i = 0; i < RULES.attempts(); i++) {
            refused(steady, "alice", "wrong");
        }

        pass(Duration.ofDays(1));
        assertThat(refused(steady, "alice", "wonderland")).isEqualTo(RULES.lockTime());
        assertThat(steady.access(session)).isPresent();
        assertThat(steady.sessions()).hasSize(1);

        nanos.addAndGet(RULES.lockTime().toNanos());
        pass(Duration.ofDays(-2));
        assertThat(logIn(steady, "alice", "wonderland").session().user()).isEqualTo("alice");
        nanos.addAndGet(RULES.sessionTime().minus(RULES.lockTime()).toNanos());
        assertThat(steady.access(session)).isEmpty();
    }

    @Test
    void forgedTokensAreWorthNothing() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        AccountList.NewSession session = logIn(list, "alice", "wonderland");
        String token = list.token(list.access(session.token()).orElseThrow(), RULES);
        String[] parts = token.split("\\.", -1);
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        AccountList other = Accounts.inMemory(CHEAP, clock).list("staff");
        add(other, "alice", "wonderland", AccountRole.ADMIN);
        String foreign = other.token(
                other.access(logIn(other, "alice", "wonderland").token()).orElseThrow(), RULES);

        assertThat(List.of(
                        "",
                        ".",
                        "..",
                        "a.b.c",
                        session.token() + "A",
                        session.token().substring(1),
                        none + "." + parts[1] + ".",
                        none + "." + parts[1] + "." + parts[2],
                        parts[0] + "." + parts[1] + ".",
                        parts[0] + "." + parts[1],
                        parts[0] + "." + parts[1] + "A." + parts[2],
                        token + ".",
                        token + "A",
                        foreign,
                        "é".repeat(43),
                        "x".repeat(100_000)))
                .allSatisfy(each -> assertThat(list.access(each)).isEmpty());
    }

    @Test
    void namesAreOneFormAndBounded() {
        add(list, "Ａnn\u0065\u0301", "wonderland", AccountRole.WRITER);

        assertThat(list.users().getFirst().name()).isEqualTo("Ann\u00e9");
        assertThat(logIn(list, "Ann\u00e9", "wonderland").session().user()).isEqualTo("Ann\u00e9");
        assertThatThrownBy(() -> add(list, "Ann\u00e9", "wonderland", AccountRole.READER))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("another user");
        add(list, "x".repeat(64), "wonderland", AccountRole.READER);
        add(list, "王 小明", "wonderland", AccountRole.READER);
        for (String name : List.of("", " ", " a", "a ", "a:b", "a\nb", "a\u202eb", "x".repeat(65), "\u0000")) {
            assertThatThrownBy(() -> add(list, name, "wonderland", AccountRole.READER))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS));
        }
    }

    @Test
    void passwordsAreBoundedAndNotRepeated() {
        for (String password : List.of("", "seven77", "x".repeat(1025), "\uD83D\uDE00".repeat(7))) {
            assertThatThrownBy(() -> add(list, "alice", password, AccountRole.READER))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("8 to 1024")
                    .hasMessageNotContaining("seven77");
        }
        String longest = "x".repeat(1024);
        add(list, "alice", longest, AccountRole.READER);
        assertThat(logIn(list, "alice", longest).session().user()).isEqualTo("alice");
        assertThat(refused(list, "alice", longest + "x")).isZero();
    }

    @Test
    void usersOfSettingsAreThereAsLongAsTheyAreHeld() {
        Subscription first = list.lend("alice", "wonderland".toCharArray(), AccountRole.WRITER);
        Subscription second = list.lend("alice", "wonderland".toCharArray(), AccountRole.WRITER);
        String token = logIn(list, "alice", "wonderland").token();

        assertThat(list.users().getFirst().stored()).isFalse();
        assertThatThrownBy(() -> list.lend("alice", "other password".toCharArray(), AccountRole.WRITER))
                .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> list.lend("alice", "wonderland".toCharArray(), AccountRole.ADMIN))
                .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> add(list, "alice", "wonderland", AccountRole.ADMIN))
                .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> list.remove("alice")).hasMessageContaining("settings of a server");
        assertThatThrownBy(() -> list.setRole("alice", AccountRole.ADMIN)).hasMessageContaining("settings of a server");

        first.close();
        first.close();
        assertThat(list.access(token)).isPresent();
        second.close();
        assertThat(list.access(token)).isEmpty();
        assertThat(list.sessions()).isEmpty();
        assertThat(list.users()).isEmpty();
        assertThat(refused(list, "alice", "wonderland")).isZero();
    }

    @Test
    void storedUserIsNotLent() {
        add(list, "alice", "wonderland", AccountRole.WRITER);
        assertThatThrownBy(() -> list.lend("alice", "wonderland".toCharArray(), AccountRole.WRITER))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("alice");
    }

    @Test
    void versionTellsOfChanges() {
        List<Long> versions = new ArrayList<>();
        versions.add(list.version());
        add(list, "alice", "wonderland", AccountRole.WRITER);
        versions.add(list.version());
        long session = logIn(list, "alice", "wonderland").session().id();
        versions.add(list.version());
        refused(list, "alice", "wrong");
        versions.add(list.version());
        list.revoke(session);
        versions.add(list.version());
        list.setRole("alice", AccountRole.READER);
        versions.add(list.version());
        list.remove("alice");
        versions.add(list.version());

        assertThat(versions).doesNotHaveDuplicates();
        list.users();
        list.sessions();
        assertThat(list.version()).isEqualTo(versions.getLast());
    }

    @Test
    void usersOutliveTheProgramAndTheirSessionsAndTokensDoNot() {
        AccountList before = onDisk();
        add(before, "alice", "wonderland", AccountRole.WRITER);
        AccountList.NewSession session = logIn(before, "alice", "wonderland");
        String jwt = before.token(before.access(session.token()).orElseThrow(), RULES);

        AccountList after = onDisk();

        assertThat(after.users()).isEqualTo(before.users()).hasSize(1);
        assertThat(after.access(session.token())).isEmpty();
        assertThat(after.access(jwt)).as("of a session that is over").isEmpty();
        assertThat(logIn(after, "alice", "wonderland").session().user()).isEqualTo("alice");
    }

    @Test
    void whatAnotherProcessChangesIsSeen() {
        AccountList here = onDisk();
        AccountList there = onDisk();
        add(here, "alice", "wonderland", AccountRole.WRITER);
        String token = logIn(here, "alice", "wonderland").token();

        there.setRole("alice", AccountRole.ADMIN);
        add(there, "bob", "builder of", AccountRole.READER);
        assertThat(here.users()).extracting(User::name).containsExactly("alice", "bob");
        assertThat(here.access(token).orElseThrow().role()).isEqualTo(AccountRole.ADMIN);

        there.remove("alice");
        assertThat(here.users()).extracting(User::name).containsExactly("bob");
        assertThat(here.access(token)).isEmpty();
        assertThat(here.sessions()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerMayReadTheFile() throws IOException {
        add(onDisk(), "alice", "wonderland", AccountRole.WRITER);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void fileHoldsNoPasswordNorSession() throws IOException {
        AccountList kept = onDisk();
        add(kept, "alice", "wonderland", AccountRole.WRITER);
        String token = logIn(kept, "alice", "wonderland").token();

        assertThat(Files.readString(file()))
                .contains("$argon2id$v=19$m=8,t=1,p=1$")
                .doesNotContain("wonderland")
                .doesNotContain(token);
    }

    @Test
    void weakHashesAreMadeAnewAtLogin() {
        add(onDisk(), "alice", "wonderland", AccountRole.WRITER);
        AccountList strict = Accounts.in(folder.resolve("accounts"), new Argon2Parameters(64, 2, 1), clock)
                .list("staff");
        assertThat(strict.users().getFirst().hash()).isEqualTo("argon2id m=8 t=1 p=1");

        String token = logIn(strict, "alice", "wonderland").token();

        assertThat(onDisk().users().getFirst().hash()).isEqualTo("argon2id m=64 t=2 p=1");
        assertThat(strict.access(token)).isPresent();
        assertThat(logIn(onDisk(), "alice", "wonderland").session().user()).isEqualTo("alice");
        assertThat(onDisk().users().getFirst().hash()).as("not made weaker").isEqualTo("argon2id m=64 t=2 p=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hidden",
                "[]",
                "{\"version\": 1, \"tokenKey\": \"hidden\", \"users\": []}",
                "{\"version\": 1, \"tokenKey\": \"KEY\", \"users\": {}}",
                "{\"version\": 1, \"tokenKey\": \"KEY\", \"users\": [{\"name\": \"hidden\"}]}",
                "{\"version\": 1, \"tokenKey\": \"KEY\", \"users\": [{\"name\": \"a\", \"role\": \"writer\", \"created\":"
                        + " \"2026-01-01T00:00:00Z\", \"id\": \"1\", \"hash\":"
                        + " \"$argon2id$v=19$m=999999999,t=9,p=1$aGlkZGVuaGlkZGVu$aGlkZGVuaGlkZGVu\"}]}",
                "{\"version\": 2, \"tokenKey\": \"KEY\", \"users\": []}"
            })
    void fileThatCannotBeReadStaysAndIsNotQuoted(String content) throws IOException {
        String text = content.replace("KEY", "A".repeat(43));
        Files.createDirectory(file().getParent());
        Files.writeString(file(), text);
        AccountList broken = onDisk();

        assertThatThrownBy(() -> add(broken, "alice", "wonderland", AccountRole.WRITER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE))
                .hasMessageContaining("staff.json")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(broken::users).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> logIn(broken, "alice", "wonderland")).isInstanceOf(FailureException.class);
        assertThat(broken.access("x")).isEmpty();
        assertThat(file()).hasContent(text);
    }

    @Test
    void namesOfListsAreNamesOfFiles() {
        Accounts accounts = Accounts.in(folder.resolve("accounts"), CHEAP, clock);
        assertThat(accounts.names()).isEmpty();
        add(accounts.list("Staff"), "alice", "wonderland", AccountRole.WRITER);

        assertThat(accounts.list("staff")).isSameAs(accounts.list("STAFF"));
        assertThat(accounts.list("guests").users()).isEmpty();
        assertThat(accounts.names()).containsExactly("guests", "staff");
        assertThat(Accounts.in(folder.resolve("accounts"), CHEAP, clock).names())
                .containsExactly("staff");
        for (String name : List.of("", " ", "a/b", "..", ".a", "a\\b", "con", "x".repeat(65), "a\0", " a")) {
            assertThatThrownBy(() -> accounts.list(name)).isInstanceOf(FailureException.class);
        }
    }
}
