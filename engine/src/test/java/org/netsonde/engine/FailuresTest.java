package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.message.FrameTooLargeException;

class FailuresTest {

    /** What Java's own sockets and Netty's native transports say about the same condition. */
    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new BindException("Address already in use"), Failure.Kind.ADDRESS_IN_USE),
                Arguments.of(new IOException("bind(..) failed: Address already in use"), Failure.Kind.ADDRESS_IN_USE),
                Arguments.of(new SocketException("Permission denied"), Failure.Kind.PERMISSION_DENIED),
                Arguments.of(new BindException("Cannot assign requested address"), Failure.Kind.ADDRESS_NOT_AVAILABLE),
                Arguments.of(new BindException("Can't assign requested address"), Failure.Kind.ADDRESS_NOT_AVAILABLE),
                Arguments.of(new UnknownHostException("x"), Failure.Kind.UNKNOWN_HOST),
                Arguments.of(new UnresolvedAddressException(), Failure.Kind.UNKNOWN_HOST),
                Arguments.of(new ConnectException("Connection refused"), Failure.Kind.CONNECTION_REFUSED),
                Arguments.of(
                        new ConnectException("finishConnect(..) failed with error(-111): Connection refused"),
                        Failure.Kind.CONNECTION_REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), Failure.Kind.CONNECT_TIMEOUT),
                Arguments.of(
                        new ConnectException("connection timed out after 5000 ms: /10.0.0.1:1"),
                        Failure.Kind.CONNECT_TIMEOUT),
                Arguments.of(new SocketTimeoutException(), Failure.Kind.CONNECT_TIMEOUT),
                Arguments.of(new NoRouteToHostException("No route to host"), Failure.Kind.UNREACHABLE),
                Arguments.of(new ConnectException("Network is unreachable"), Failure.Kind.UNREACHABLE),
                Arguments.of(new SocketException("Connection reset"), Failure.Kind.CONNECTION_RESET),
                Arguments.of(
                        new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"),
                        Failure.Kind.CONNECTION_RESET),
                Arguments.of(new IOException("Broken pipe"), Failure.Kind.CONNECTION_RESET),
                Arguments.of(new ClosedChannelException(), Failure.Kind.NOT_CONNECTED),
                Arguments.of(new FrameTooLargeException(9, 3), Failure.Kind.FRAME_TOO_LARGE),
                Arguments.of(new FileNotFoundException("f"), Failure.Kind.FILE),
                Arguments.of(new AccessDeniedException("f"), Failure.Kind.FILE),
                Arguments.of(new IOException("something else"), Failure.Kind.IO),
                Arguments.of(new IllegalStateException("bug"), Failure.Kind.INTERNAL),
                Arguments.of(new NullPointerException(), Failure.Kind.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void sameConditionIsTheSameKindWhoeverReportsIt(Throwable error, Failure.Kind kind) {
        assertThat(Failures.of(error, "127.0.0.1:80").kind()).isEqualTo(kind);
        assertThat(Failures.of(new CompletionException(new ExecutionException(error)), "127.0.0.1:80")
                        .kind())
                .isEqualTo(kind);
        assertThat(Failures.of(error).toString()).doesNotContain("failure.");
    }

    @Test
    void namesTheAddressAndThePort() {
        assertThat(Failures.of(new BindException("Address already in use"), "[::1]:8080")
                        .what()
                        .args())
                .containsExactly("[::1]:8080", "8080");
        assertThat(Failures.of(new UnknownHostException(), "no.such:80").what().args())
                .containsExactly("no.such");
    }

    @Test
    void lengthOfEightBytesIsShownWithoutSign() {
        assertThat(Failures.of(new FrameTooLargeException(-1, 5), "peer").what().args())
                .containsExactly("peer", "18446744073709551615", "5");
    }

    @Test
    void failureThatIsKnownPassesThrough() {
        Failure failure = Failure.of(Failure.Kind.SLOW_READER, "slowReader", "a", "b");
        assertThat(Failures.of(new CompletionException(new FailureException(failure))))
                .isEqualTo(failure);
    }

    @Test
    void nothingIsAnInternalFailure() {
        assertThat(Failures.of(null).kind()).isEqualTo(Failure.Kind.INTERNAL);
    }
}
