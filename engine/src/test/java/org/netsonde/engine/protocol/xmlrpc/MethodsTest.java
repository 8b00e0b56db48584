package org.netsonde.engine.protocol.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.xmlrpc.call.CallException;
import org.netsonde.engine.protocol.xmlrpc.call.CallReader;
import org.netsonde.engine.protocol.xmlrpc.call.CallWriter;
import org.netsonde.engine.protocol.xmlrpc.document.Document;

class MethodsTest {

    private final Methods methods = new Methods();

    private String call(String text) throws CallException {
        try {
            return CallWriter.readable(methods.call(CallReader.read(text)));
        } catch (FaultException e) {
            return e.fault().code() + " " + e.fault().message();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add(5, 3) | 8",
                "add(2147483647, 1) | 2147483648",
                "add(i8(5), 3) | 8",
                "add(9223372036854775807, 1) | 9.223372036854776e+18",
                "add(5, 3.0) | 8.0",
                "add(0.1, 0.2) | 0.30000000000000004",
                "subtract(5, 8) | -3",
                "subtract(-2147483648, 1) | -2147483649",
                "multiply(65536, 65536) | 4294967296",
                "multiply(9223372036854775807, 9223372036854775807) | 8.507059173023462e+37",
                "multiply(1e308, 10) | inf",
                "divide(6, 3) | 2.0",
                "divide(1, 3) | 0.3333333333333333",
                "divide(9007199254740993, 1) | 9007199254740992.0",
                "divide(7, 0) | 1 Division by zero",
                "divide(7.5, 0.0) | 1 Division by zero",
                "divide(7, -0.0) | 1 Division by zero",
                "echo([1, {\"a\": nil}]) | [1, {\"a\": nil}]",
                "add(1) | -32602 add takes 2 argument(s), not 1.",
                "add(1, 2, 3) | -32602 add takes 2 argument(s), not 3.",
                "add(1, \"2\") | -32602 add takes numbers: int, i8 or double; argument 2 is of type string.",
                "add(true, 2) | -32602 add takes numbers: int, i8 or double; argument 1 is of type boolean.",
                "power(2, 3) | -32601 There is no method \"power\"; system.listMethods tells which there are.",
                "system.methodHelp(\"add\") | \"Adds two numbers. Whole numbers stay whole.\"",
                "system.methodHelp(\"power\") | -32601 There is no method \"power\"; system.listMethods tells which there are.",
                "system.methodHelp(1) | -32602 The name of a method is wanted as a string, not as int.",
                "system.methodSignature(\"echo\") | [[\"any\", \"any\"]]",
                "system.multicall(1) | -32602 system.multicall takes an array of structs, not int."
            })
    void methodsDoWhatTheySay(String call, String answer) throws CallException {
        assertThat(call(call)).isEqualTo(answer);
    }

    @Test
    void everyMethodIsListedAndExplained() throws CallException {
        String list = call("system.listMethods()");
        for (String name : List.of(
                "add",
                "subtract",
                "multiply",
                "divide",
                "echo",
                "system.listMethods",
                "system.methodHelp",
                "system.methodSignature",
                "system.multicall")) {
            assertThat(list).contains('"' + name + '"');
            assertThat(call("system.methodHelp(\"" + name + "\")"))
                    .endsWith(".\"")
                    .doesNotContain("methodHelp.");
            assertThat(call("system.methodSignature(\"" + name + "\")")).startsWith("[");
        }
    }

    @Test
    void manyCallsAtOnceHaveTheirOwnResultsAndFaults() throws CallException {
        assertThat(call(
                        "system.multicall([{methodName: \"add\", params: [1, 2]}, {methodName: \"divide\", params: [1, 0]},"
                                + " {methodName: \"no\", params: []}, 5, {methodName: \"add\"}])"))
                .isEqualToIgnoringWhitespace(
                        "[[3], {\"faultCode\": 1, \"faultString\": \"Division by zero\"},"
                                + "{\"faultCode\": -32601, \"faultString\": \"There is no method \\\"no\\\"; system.listMethods tells which there are.\"},"
                                + "{\"faultCode\": -32602, \"faultString\": \"Each call must be a struct with methodName (a string) and params (an array).\"},"
                                + "{\"faultCode\": -32602, \"faultString\": \"Each call must be a struct with methodName (a string) and params (an array).\"}]");
    }

    @Test
    void manyCallsAtOnceAreBoundedAndDoNotCallThemselves() throws CallException, FaultException {
        assertThat(call("system.multicall([{methodName: \"system.multicall\", params: [[]]}])"))
                .contains("system.multicall does not call itself.");
        Document.Call one = CallReader.read("f({methodName: \"add\", params: [1, 2]})");
        String calls = String.join(
                ", ",
                Collections.nCopies(1001, CallWriter.readable(one.arguments().getFirst())));
        assertThat(call("system.multicall([" + calls + "])"))
                .isEqualTo("-32602 system.multicall takes at most 1000 calls, not 1001.");
    }
}
