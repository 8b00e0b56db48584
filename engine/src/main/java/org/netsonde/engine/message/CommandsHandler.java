package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.netsonde.engine.message.calc.CalcException;
import org.netsonde.engine.message.calc.Calculator;

/**
 * Does what a message asks for: {@code echo:TEXT}, {@code calc:EXPRESSION} and {@code broadcast:TEXT}. Everything else, and
 * what is not UTF-8, is sent back byte for byte.
 */
final class CommandsHandler implements MessageHandler {

    private enum Command {
        ECHO("echo:"),
        CALC("calc:"),
        BROADCAST("broadcast:"),
        NONE("");

        private final String word;

        Command(String word) {
            this.word = word;
        }
    }

    /** A longer expression is not even decoded: no white space around it is worth that. */
    private static final int MAX_EXPRESSION_BYTES = 4096;

    private final byte[] echoPrefix;
    private final byte[] calcPrefix;
    private final byte[] calcError;
    private final byte[] broadcastPrefix;
    private final byte[] defaultPrefix;

    CommandsHandler(Responder.Commands settings) {
        echoPrefix = settings.echoPrefix().getBytes(UTF_8);
        calcPrefix = settings.calcPrefix().getBytes(UTF_8);
        calcError = settings.calcError().getBytes(UTF_8);
        broadcastPrefix = settings.broadcastPrefix().getBytes(UTF_8);
        defaultPrefix = settings.defaultPrefix().getBytes(UTF_8);
    }

    @Override
    public void received(Peer peer, ByteBuf in, int index, int length) {
        Command command = command(in, index, length);
        int word = command.word.length();
        ByteBuf argument = in.slice(index + word, length - word);
        switch (command) {
            case ECHO -> reply(peer, echoPrefix, stripped(argument));
            case CALC -> calculate(peer, argument);
            case BROADCAST -> broadcast(peer, stripped(argument));
            case NONE -> reply(peer, defaultPrefix, argument);
        }
    }

    /** The command that a message begins with. */
    private static Command command(ByteBuf in, int index, int length) {
        for (Command command : Command.values()) {
            if (command != Command.NONE && begins(in, index, length, command.word)) {
                return ByteBufUtil.isText(in, index, length, UTF_8) ? command : Command.NONE;
            }
        }
        return Command.NONE;
    }

    private static boolean begins(ByteBuf in, int index, int length, String word) {
        if (length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in.getByte(index + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void broadcast(Peer peer, ByteBuf text) {
        ByteBuf out = joined(peer, broadcastPrefix, text);
        try {
            peer.broadcast(out, true);
        } finally {
            out.release();
        }
    }

    private void calculate(Peer peer, ByteBuf expression) {
        if (expression.readableBytes() <= MAX_EXPRESSION_BYTES) {
            try {
                String result = Calculator.evaluate(expression.toString(UTF_8).strip());
                reply(peer, calcPrefix, Unpooled.wrappedBuffer(result.getBytes(US_ASCII)));
                return;
            } catch (CalcException e) {
                // The setting says what is answered then.
            }
        }
        peer.reply(Unpooled.wrappedBuffer(calcError));
    }

    /** What is left behind leading spaces and tabs. */
    private static ByteBuf stripped(ByteBuf text) {
        int from = text.forEachByte(b -> b == ' ' || b == '\t');
        return from < 0 ? text.slice(text.writerIndex(), 0) : text.slice(from, text.writerIndex() - from);
    }

    private static void reply(Peer peer, byte[] prefix, ByteBuf text) {
        if (prefix.length == 0) {
            peer.reply(text);
            return;
        }
        ByteBuf out = joined(peer, prefix, text);
        try {
            peer.reply(out);
        } finally {
            out.release();
        }
    }

    private static ByteBuf joined(Peer peer, byte[] prefix, ByteBuf text) {
        return peer.alloc()
                .buffer(prefix.length + text.readableBytes())
                .writeBytes(prefix)
                .writeBytes(text);
    }
}
