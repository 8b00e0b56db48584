package org.netsonde.engine.message.calc;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.netsonde.engine.message.calc.CalcException.Why;

/**
 * Works out {@code + - * / %}, signs and parentheses on decimal numbers. It keeps stacks of its own instead of calling
 * itself, so that no expression can overflow that of the thread. One instance works out one expression.
 */
public final class Calculator {

    /** The longest expression, in characters. It also bounds whole numbers: none has more digits than that. */
    public static final int MAX_LENGTH = 256;

    /** The deepest nesting of parentheses. */
    public static final int MAX_DEPTH = 100;

    /** A sign before its operand, as the stack of operators has it. */
    private static final char NEGATE = '~';

    private record Operator(char symbol, int position) {
        int precedence() {
            return switch (symbol) {
                case '(' -> 0;
                case '+', '-' -> 1;
                case NEGATE -> 3;
                default -> 2;
            };
        }
    }

    private final String text;
    private final Deque<Operand> operands = new ArrayDeque<>();
    private final Deque<Operator> operators = new ArrayDeque<>();
    private int at;
    private int depth;

    private Calculator(String text) {
        this.text = text;
    }

    /**
     * The result as Python writes it: {@code 2 + 3} is 5, {@code 10 / 4} is 2.5, {@code 6 / 2} is 3.0.
     *
     * @throws CalcException if there is none
     */
    public static String evaluate(String expression) throws CalcException {
        if (expression.length() > MAX_LENGTH) {
            throw new CalcException(Why.TOO_LONG, MAX_LENGTH);
        }
        if (expression.isBlank()) {
            throw new CalcException(Why.EMPTY, 0);
        }
        return new Calculator(expression.strip()).evaluate().toString();
    }

    private Operand evaluate() throws CalcException {
        boolean operandDue = true;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                continue;
            }
            operandDue = operandDue ? operand(c) : operator(c);
        }
        if (operandDue || depth > 0) {
            throw syntax();
        }
        reduce(1);
        return operands.pop();
    }

    /** Takes in what stands where an operand is due; returns whether one still is. */
    private boolean operand(char c) throws CalcException {
        switch (c) {
            case '+' -> {}
            case '-' -> operators.push(new Operator(NEGATE, at));
            case '(' -> {
                if (++depth > MAX_DEPTH) {
                    throw new CalcException(Why.TOO_DEEP, at);
                }
                operators.push(new Operator('(', at));
            }
            default -> {
                operands.push(number());
                return false;
            }
        }
        return true;
    }

    /** Takes in what stands behind an operand; returns whether another is due. */
    private boolean operator(char c) throws CalcException {
        if (c == ')' && depth > 0) {
            depth--;
            reduce(1);
            operators.pop();
            return false;
        }
        if ("+-*/%".indexOf(c) < 0) {
            throw syntax();
        }
        Operator next = new Operator(c, at);
        reduce(next.precedence());
        operators.push(next);
        return true;
    }

    /** Applies the operators on top of the stack that bind at least so tightly. */
    private void reduce(int precedence) throws CalcException {
        Operator top = operators.peek();
        while (top != null && top.precedence() >= precedence) {
            operators.pop();
            Operand right = operands.pop();
            operands.push(
                    top.symbol() == NEGATE
                            ? right.negated()
                            : operands.pop().apply(top.symbol(), right, top.position()));
            top = operators.peek();
        }
    }

    /** Reads a number; {@code at} is on its last character then. */
    private Operand number() throws CalcException {
        int start = at;
        int whole = digits();
        boolean real = at < text.length() && text.charAt(at) == '.';
        if (real) {
            at++;
            whole += digits();
        }
        if (whole == 0) {
            at = start;
            throw syntax();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            real = true;
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (digits() == 0) {
                throw syntax();
            }
        }
        String number = text.substring(start, at);
        at--;
        return real
                ? new Operand.Real(Operand.finite(Double.parseDouble(number), start))
                : new Operand.Whole(new BigInteger(number));
    }

    /** Passes over digits and returns how many there were. */
    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private CalcException syntax() {
        return new CalcException(Why.SYNTAX, at);
    }
}
