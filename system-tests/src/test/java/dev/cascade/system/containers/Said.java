package dev.cascade.system.containers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a YAML file says under a name; nothing where it says nothing. */
final class Said {

  private Said() {}

  static Map<String, Object> map(Map<String, Object> file, String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (file.get(name) instanceof Map<?, ?> said) {
      said.forEach((key, value) -> map.put(key.toString(), value));
    }
    return map;
  }

  static List<String> list(Map<String, Object> file, String name) {
    return file.get(name) instanceof List<?> said
        ? said.stream().map(Object::toString).toList()
        : List.of();
  }

  static String text(Map<String, Object> file, String name) {
    Object said = file.get(name);
    return said == null ? "" : said.toString();
  }
}
