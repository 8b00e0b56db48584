package org.netsonde.engine.relay.form;

import org.jspecify.annotations.Nullable;

/**
 * What a piece is of a request or a reply.
 *
 * @param number counts the messages of its way, from 1
 * @param request the number of the request that it is or answers; 0 for a reply that nobody asked for
 * @param head its head as it came; null if it is a stretch of a body
 * @param complete whether the body is there too
 * @param last whether nothing of the message follows
 * @param bodiless whether it is a reply that has no body whatever its head says, since the request wanted the head alone
 */
record HttpPart(long number, long request, @Nullable HttpHead head, boolean complete, boolean last, boolean bodiless) {}
