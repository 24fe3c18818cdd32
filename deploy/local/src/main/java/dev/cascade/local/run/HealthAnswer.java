package dev.cascade.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What a service answers when it is asked for its health (MicroProfile Health). */
final class HealthAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHARS = 200;

  private HealthAnswer() {}

  /** What keeps it from being ready, in few words: each check that is down, with its data. */
  static String complaint(String body) {
    try {
      List<String> down = new ArrayList<>();
      for (JsonNode check : JSON.readTree(body).path("checks")) {
        if (!check.path("status").asText().equals("UP")) {
          down.add(complaint(check));
        }
      }
      return down.isEmpty() ? "is ready now" : String.join("; ", down);
    } catch (JsonProcessingException e) {
      return "says " + body.substring(0, Math.min(MOST_CHARS, body.length()));
    }
  }

  private static String complaint(JsonNode check) {
    List<String> data = new ArrayList<>();
    check
        .path("data")
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().asText().equals("RUNNING")) {
            data.add(entry.getKey() + " " + entry.getValue().asText());
          }
        });
    return data.isEmpty() ? check.path("name").asText() + " is down" : String.join(", ", data);
  }
}
