package dev.cascade.streams.query;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request for another path than the one that came in: a write that waits for its effect reads it
 * from whichever instance holds it.
 *
 * @param original the request that came in
 * @param target what is read
 * @param parameters of the read's query
 */
public record ReadUri(
    UriInfo original, UriBuilder target, MultivaluedMap<String, String> parameters)
    implements UriInfo {

  /** The read of that path, from the root of the service. */
  public static ReadUri of(UriInfo original, String... path) {
    UriBuilder target = original.getBaseUriBuilder();
    for (String segment : path) {
      target.segment(encoded(segment));
    }
    return new ReadUri(original, target, new MultivaluedHashMap<>());
  }

  /** An id as one step of a path, whatever is in it: JAX-RS would take braces for a template. */
  public static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The same read with another parameter in its query. */
  public ReadUri with(String name, Object value) {
    MultivaluedMap<String, String> more = new MultivaluedHashMap<>(parameters);
    more.add(name, value.toString());
    return new ReadUri(original, target.clone().queryParam(name, value), more);
  }

  @Override
  public URI getRequestUri() {
    return target.clone().build();
  }

  @Override
  public UriBuilder getRequestUriBuilder() {
    return target.clone();
  }

  @Override
  public URI getAbsolutePath() {
    return target.clone().replaceQuery(null).build();
  }

  @Override
  public UriBuilder getAbsolutePathBuilder() {
    return target.clone().replaceQuery(null);
  }

  @Override
  public String getPath() {
    return getAbsolutePath().getPath();
  }

  @Override
  public String getPath(boolean decode) {
    return decode ? getPath() : getAbsolutePath().getRawPath();
  }

  @Override
  public URI getBaseUri() {
    return original.getBaseUri();
  }

  @Override
  public UriBuilder getBaseUriBuilder() {
    return original.getBaseUriBuilder();
  }

  @Override
  public List<PathSegment> getPathSegments() {
    return original.getPathSegments();
  }

  @Override
  public List<PathSegment> getPathSegments(boolean decode) {
    return original.getPathSegments(decode);
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters() {
    return original.getPathParameters();
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters(boolean decode) {
    return original.getPathParameters(decode);
  }

  @Override
  public MultivaluedMap<String, String> getQueryParameters() {
    return parameters;
  }

  @Override
  public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
    return parameters;
  }

  @Override
  public List<String> getMatchedURIs() {
    return original.getMatchedURIs();
  }

  @Override
  public List<String> getMatchedURIs(boolean decode) {
    return original.getMatchedURIs(decode);
  }

  @Override
  public List<Object> getMatchedResources() {
    return original.getMatchedResources();
  }

  @Override
  public URI resolve(URI uri) {
    return original.resolve(uri);
  }

  @Override
  public URI relativize(URI uri) {
    return original.relativize(uri);
  }
}
