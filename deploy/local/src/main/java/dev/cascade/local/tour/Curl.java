package dev.cascade.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.data.JsonApi.Answer;
import java.io.PrintStream;
import java.util.Optional;

/** Calls a service, and prints the curl that would have done the same, and the answer. */
final class Curl {

  private final PrintStream out;
  private final JsonApi http;
  private final String identity;

  /** Calls with that token, if there is one; it is not printed. */
  Curl(PrintStream out, Optional<String> token) {
    this.out = out;
    this.http = new JsonApi(token);
    this.identity = token.isPresent() ? "-H \"Authorization: Bearer $TOKEN\" " : "";
  }

  Answer get(String url) {
    return show("GET", url, quietGet(url));
  }

  Answer quietGet(String url) {
    return http.send("GET", url, null);
  }

  Answer post(String url, JsonNode body) {
    out.println(
        "$ curl -s " + identity + "-X POST " + url + " -H 'Content-Type: application/json' \\");
    out.println("    -d '" + body + "'");
    return answered(http.send("POST", url, body));
  }

  Answer show(String method, String url, Answer answer) {
    String how = method.equals("GET") ? "" : "-X " + method + " ";
    out.println("$ curl -s " + identity + how + quoted(url));
    return answered(answer);
  }

  private Answer answered(Answer answer) {
    String text = answer.body().isMissingNode() ? answer.text() : answer.body().toPrettyString();
    out.println(answer.status() + " " + text);
    return answer;
  }

  private static String quoted(String url) {
    return url.contains("?") ? "'" + url + "'" : url;
  }
}
