package dev.cascade.console.live;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that browsers are told.
 *
 * @param number grows by one with each event of this process
 * @param name what it is about
 * @param data the content
 */
record Event(long number, String name, JsonNode data) {

  /** As it goes over the wire; the id names the process too, since numbers start anew with it. */
  String wire(String process) {
    return "id: " + process + "-" + number + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }
}
