package org.netsonde.engine.http.client;

import java.nio.file.Path;

/**
 * Where the body of a reply is saved.
 *
 * @param place a folder, in which the file has the name that the reply or the address suggests, or the file itself; a file
 *     that exists is not overwritten
 */
public record SaveTo(Path place) {}
