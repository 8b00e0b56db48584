package org.netsonde.engine.protocol.xmlrpc.value;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of XML-RPC. Immutable. */
public sealed interface XmlRpcValue {

    /** How deep arrays and structs may be nested, wherever a value is read. */
    int MAX_DEPTH = 64;

    /** How many values may stand in a document or a call, those that hold others included. */
    int MAX_VALUES = 100_000;

    /** The name of its type, as the element that holds it is called. */
    String type();

    /** A whole number of 32 bits. */
    record IntValue(int value) implements XmlRpcValue {
        @Override
        public String type() {
            return "int";
        }
    }

    /** A whole number of 64 bits, which is an extension. */
    record LongValue(long value) implements XmlRpcValue {
        @Override
        public String type() {
            return "i8";
        }
    }

    /** A number with a point; it may be infinite or none, as Python sends them, although the specification has no words for those. */
    record DoubleValue(double value) implements XmlRpcValue {
        @Override
        public String type() {
            return "double";
        }
    }

    /** True or false. */
    record BooleanValue(boolean value) implements XmlRpcValue {
        @Override
        public String type() {
            return "boolean";
        }
    }

    /** Text. */
    record StringValue(String value) implements XmlRpcValue {
        @Override
        public String type() {
            return "string";
        }
    }

    /**
     * A date and a time of day without a zone.
     *
     * @param value as it is written, such as {@code 19980717T14:08:55}; {@link DateTimes} says what can stand there
     */
    record DateTimeValue(String value) implements XmlRpcValue {
        @Override
        public String type() {
            return "dateTime.iso8601";
        }
    }

    /**
     * Bytes.
     *
     * @param value not to be modified
     */
    record Base64Value(byte[] value) implements XmlRpcValue {
        @Override
        public String type() {
            return "base64";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Base64Value(byte[] bytes) && Arrays.equals(value, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Base64Value[" + Base64.getEncoder().encodeToString(value) + "]";
        }
    }

    /** Values in order. */
    record ArrayValue(List<XmlRpcValue> elements) implements XmlRpcValue {
        public ArrayValue {
            elements = List.copyOf(elements);
        }

        @Override
        public String type() {
            return "array";
        }
    }

    /** Values by names, in the order in which they were written. */
    record StructValue(Map<String, XmlRpcValue> members) implements XmlRpcValue {
        public StructValue {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String type() {
            return "struct";
        }
    }

    /** Nothing, which is an extension. */
    record NilValue() implements XmlRpcValue {
        @Override
        public String type() {
            return "nil";
        }
    }
}
