"""The drawn presenter: his mouth follows the sounds, his head moves a little. Only with consent to the likeness."""
