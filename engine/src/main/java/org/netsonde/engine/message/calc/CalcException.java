package org.netsonde.engine.message.calc;

/** An expression that has no result, and why. */
public final class CalcException extends Exception {

    private static final long serialVersionUID = 1;

    /** Why there is no result. */
    public enum Why {
        /** There is no expression. */
        EMPTY,
        /** It has more characters than allowed. */
        TOO_LONG,
        /** Its parentheses are nested deeper than allowed. */
        TOO_DEEP,
        /** It is not arithmetic. */
        SYNTAX,
        DIVISION_BY_ZERO,
        /** A number or a result is larger than a floating-point number can be. */
        TOO_LARGE
    }

    private final Why why;
    private final int position;

    CalcException(Why why, int position) {
        super(why + " at " + position, null, false, false);
        this.why = why;
        this.position = position;
    }

    /** Why there is no result. */
    public Why why() {
        return why;
    }

    /** The index of the character at which that was found. */
    public int position() {
        return position;
    }
}
