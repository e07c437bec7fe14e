"""The page that is measured, as one writes it for Streamlit."""

import streamlit as st

st.title("Small")


@st.fragment
def part():
    st.session_state.setdefault("fragment", 0)
    st.session_state.fragment += 1
    st.button("Rerun")
    st.write(f"fragment_runs: {st.session_state.fragment}")
    st.write("line one: some ordinary text in the fragment")
    name = st.text_input("Name")
    st.write(f"echo: {name}")


part()
