/**
 * What a service does about those who ask too much of it, or too slowly: a rate for each caller,
 * times within which a request must have come in, and documents for what is refused before any
 * resource sees it. Limits of sizes and of connections are Quarkus' own ({@code
 * quarkus.http.limits}); their defaults, and the headers of every answer, are in {@code
 * META-INF/microprofile-config.properties}.
 */
@NullMarked
package dev.cascade.streams.edge;

import org.jspecify.annotations.NullMarked;
