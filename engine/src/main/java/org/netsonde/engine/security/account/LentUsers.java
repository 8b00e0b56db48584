package org.netsonde.engine.security.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users who are in a list as long as somebody holds them there, and never on disk. Safe for threads. */
final class LentUsers {

    private static final class Loan {
        final Account account;
        int holders = 1;

        Loan(Account account) {
            this.account = account;
        }
    }

    private final Map<String, Loan> loans = new HashMap<>();

    /** Who is called so; null if nobody is. */
    synchronized @Nullable Account get(String name) {
        Loan loan = loans.get(name);
        return loan == null ? null : loan.account;
    }

    synchronized List<Account> all() {
        List<Account> all = new ArrayList<>();
        loans.values().forEach(loan -> all.add(loan.account));
        return all;
    }

    /** Adds one; false if there is another of that name. */
    synchronized boolean add(Account account) {
        return loans.putIfAbsent(account.name(), new Loan(account)) == null;
    }

    /** Somebody else holds one too; false if he has gone meanwhile. */
    synchronized boolean hold(Account account) {
        Loan loan = loans.get(account.name());
        if (loan == null || !loan.account.equals(account)) {
            return false;
        }
        loan.holders++;
        return true;
    }

    /** One who holds him lets go; true if he is gone with that. */
    synchronized boolean letGo(Account account) {
        Loan loan = loans.get(account.name());
        if (loan == null || !loan.account.equals(account)) {
            return false;
        }
        loan.holders--;
        if (loan.holders == 0) {
            loans.remove(account.name());
            return true;
        }
        return false;
    }
}
