package org.netsonde.engine.traffic;

/**
 * What a traffic log holds and what became of the rest: {@code total = stored + evicted + cleared}.
 *
 * @param total records ever appended
 * @param stored records that can be read now
 * @param evicted records that gave way to newer ones
 * @param cleared records that were removed by {@link TrafficLog#clear} or {@link TrafficLog#close}
 * @param truncated records, of all ever appended, of which fewer bytes were kept than crossed the wire
 * @param bytes memory held, in bytes
 */
public record TrafficStats(long total, long stored, long evicted, long cleared, long truncated, long bytes) {}
