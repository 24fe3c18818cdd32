/** The whole service on a real broker, a real registry and a real mail server. */
package dev.cascade.email.component;
