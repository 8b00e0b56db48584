package org.netsonde.engine.probe.phase;

/**
 * What a server replied.
 *
 * @param method what it was asked by, {@code GET} or {@code HEAD}
 * @param version such as {@code HTTP/1.1} or {@code HTTP/2}
 * @param status the status code
 * @param bytes how many bytes of body came; those of a large one are counted up to the limit only
 * @param complete whether that is the whole body
 * @param location where a redirect leads, which is told and not followed; empty where it is none
 */
public record HttpSeen(String method, String version, int status, long bytes, boolean complete, String location) {}
