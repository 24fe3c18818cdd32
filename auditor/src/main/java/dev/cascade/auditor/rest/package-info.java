/** What the auditor found, over HTTP. */
@NullMarked
package dev.cascade.auditor.rest;

import org.jspecify.annotations.NullMarked;
