package org.netsonde.app.security.account;

import java.security.SecureRandom;

/** Makes passwords that nobody guesses and that can be read aloud. Safe for threads. */
final class StrongPassword {

    /** Without those that look like others. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** 116 bits. */
    private static final int LENGTH = 20;

    private final SecureRandom random = new SecureRandom();

    /** A new one, for the caller to erase. */
    char[] next() {
        char[] password = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            password[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return password;
    }
}
