package org.netsonde.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places of figures are those of {@code struct tcp_info} in linux/tcp.h, in which times are microseconds. */
class TcpInfoTest {

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(TcpInfo.LENGTH).order(ByteOrder.nativeOrder());
    }

    /** As the system would have written it, each figure another one. */
    private static ByteBuffer full() {
        ByteBuffer raw = bytes();
        raw.put(new byte[] {1, 3, 2, 0, 0, 7, 0x77, 1});
        for (int value : new int[] {
            204_000,
            40_000,
            1448,
            1449, // rto, ato, snd_mss, rcv_mss
            5,
            6,
            7,
            8,
            9, // unacked, sacked, lost, retrans, fackets
            11,
            12,
            13,
            14, // last_data_sent, last_ack_sent, last_data_recv, last_ack_recv
            1500,
            64_000,
            250,
            125, // pmtu, rcv_ssthresh, rtt, rttvar
            20,
            10,
            1460,
            3, // snd_ssthresh, snd_cwnd, advmss, reordering
            300,
            65_000,
            42 // rcv_rtt, rcv_space, total_retrans
        }) {
            raw.putInt(value);
        }
        raw.putLong(1).putLong(2).putLong(3).putLong(4); // pacing rates, bytes acked and received
        raw.putInt(15).putInt(16).putInt(17_000).putInt(230); // segs_out, segs_in, notsent_bytes, min_rtt
        raw.putInt(18).putInt(19).putLong(5_000_000_000L); // data_segs_in, data_segs_out, delivery_rate
        return raw;
    }

    @Test
    void everyFigureIsReadFromItsPlace() {
        assertThat(TcpInfo.of(full()))
                .isEqualTo(new TcpInfo(
                        TcpInfo.State.RECOVERY,
                        250_000,
                        125_000,
                        230_000,
                        204_000_000,
                        42,
                        8,
                        7,
                        5,
                        10,
                        20,
                        1448,
                        1449,
                        1500,
                        17_000,
                        5_000_000_000L));
        assertThat(TcpInfo.of(full()).congestionWindowBytes()).isEqualTo(14_480);
    }

    @Test
    void figuresHaveNoSign() {
        ByteBuffer raw = full();
        raw.putInt(100, -1).putInt(68, -1).putInt(76, 0x7fff_ffff);

        assertThat(TcpInfo.of(raw).retransmits()).isEqualTo(4_294_967_295L);
        assertThat(TcpInfo.of(raw).rttNanos()).isEqualTo(4_294_967_295_000L);
        assertThat(TcpInfo.of(raw).slowStartThreshold()).isEqualTo(TcpInfo.INFINITE);
    }

    @Test
    void whatAnOldSystemLeavesOutIsUnknownRatherThanNothing() {
        ByteBuffer raw = full();
        for (int at = 104; at < TcpInfo.LENGTH; at++) {
            raw.put(at, (byte) 0);
        }

        TcpInfo info = TcpInfo.of(raw);

        assertThat(info.retransmits()).isEqualTo(42);
        assertThat(info.leastRttNanos()).isEqualTo(TcpInfo.UNKNOWN);
        assertThat(info.unsentBytes()).isEqualTo(TcpInfo.UNKNOWN);
        assertThat(info.deliveryRate()).isEqualTo(TcpInfo.UNKNOWN);
    }

    @Test
    void noLeastRoundTripWasMeasuredYet() {
        TcpInfo info = TcpInfo.of(full().putInt(148, -1));

        assertThat(info.leastRttNanos()).isEqualTo(TcpInfo.UNKNOWN);
        assertThat(info.unsentBytes()).isEqualTo(17_000);
    }

    @ParameterizedTest
    @CsvSource({"0, OPEN", "1, DISORDER", "2, REDUCING", "3, RECOVERY", "4, LOSS", "9, LOSS"})
    void statesAreThoseOfTheSystem(byte value, TcpInfo.State state) {
        assertThat(TcpInfo.of(full().put(1, value)).state()).isEqualTo(state);
    }
}
